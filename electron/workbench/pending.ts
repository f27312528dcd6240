import type { Session } from '../contract/app-contract.ts';
import { wallClock } from './clock.ts';

/** Longest that the end of a session waits for what is under way: a wedged call must not hold it up. */
const PATIENCE_MS = 1000;

/** A call that has been away for this much longer than it may take is stuck. */
const STUCK_MS = 1000;

type Stuck = NonNullable<Session['stuck']>;

/** Calls under way, and which of them is stuck. */
export class Pending {
  readonly #changed: () => void;
  readonly #calls = new Set<Promise<unknown>>();
  readonly #stuck = new Set<Stuck>();

  /** `changed` is called when a call turns out to be stuck, and when it comes back. */
  constructor(changed: () => void = () => {}) {
    this.#changed = changed;
  }

  /** The call that has been stuck for the longest. */
  get stuck(): Stuck | undefined {
    return [...this.#stuck].sort((a, b) => Number(a.since - b.since))[0];
  }

  /** Work that may last: it never counts as stuck. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#calls.add(work);
    const done = () => this.#calls.delete(work);
    work.then(done, done);
    return work;
  }

  /** A call that has to come back; `kind` names it to a person. A wait may be away for `mayTakeMs` before it counts as stuck. */
  call<T>(kind: string, call: Promise<T>, mayTakeMs = 0): Promise<T> {
    const one: Stuck = { kind, since: wallClock() };
    const timer = setTimeout(() => {
      this.#stuck.add(one);
      this.#changed();
    }, mayTakeMs + STUCK_MS);
    timer.unref();
    const back = () => {
      clearTimeout(timer);
      if (this.#stuck.delete(one)) this.#changed();
    };
    call.then(back, back);
    return this.track(call);
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
