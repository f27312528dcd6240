/** Longest that the end of a session waits for what is under way: a wedged call must not hold it up. */
const PATIENCE_MS = 1000;

/** Calls under way. */
export class Pending {
  readonly #calls = new Set<Promise<unknown>>();

  track<T>(call: Promise<T>): Promise<T> {
    this.#calls.add(call);
    const done = () => this.#calls.delete(call);
    call.then(done, done);
    return call;
  }

  /** Resolves when all have settled, or after a second. */
  settled(): Promise<void> {
    return inTime(Promise.allSettled(this.#calls));
  }
}

/** Resolves when `work` has settled, or after a second; its result is not awaited further. */
export async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
