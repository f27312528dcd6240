/** Runs asynchronous work one piece at a time, in the order it was handed in. A piece that fails does not stop the next. */
export class SerialQueue {
  #tail: Promise<void> = Promise.resolve();
  #isStopped = false;
  readonly #waiting = new Set<() => void>();

  /** Runs `work` when its turn comes, or `instead` at once when the queue is stopped before that. */
  run<T>(work: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    if (this.#isStopped) return instead();
    return new Promise((resolve) => {
      const skip = () => resolve(instead());
      this.#waiting.add(skip);
      this.#tail = this.#tail.then(async () => {
        if (!this.#waiting.delete(skip)) return;
        const result = work();
        resolve(result);
        await result.catch(() => {});
      });
    });
  }

  /** No piece begins after this; the one under way goes on. */
  stop(): void {
    this.#isStopped = true;
    for (const skip of this.#waiting) skip();
    this.#waiting.clear();
  }

  /** Resolves once everything that has begun is done. */
  idle(): Promise<void> {
    return this.#tail;
  }
}
