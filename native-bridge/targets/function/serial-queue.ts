/** Runs asynchronous work one piece at a time, in the order it was handed in. A piece that fails does not stop the next. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => {});
    return result;
  }

  /** Resolves once everything handed in so far is done. */
  idle(): Promise<void> {
    return this.#tail.then(() => {});
  }
}
