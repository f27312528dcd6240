import type { OpenFile } from '../vfio/answer.ts';

/** An eventfd: a counter that interrupts add to and readers take. Closing it ends every wait. */
export class EventFile implements OpenFile {
  #count = 0n;
  readonly #waiters = new Set<() => void>();
  #closed = false;

  signal(): void {
    this.#count++;
    this.#wake();
  }

  /** Reads and clears the counter without waiting. */
  take(): bigint {
    const count = this.#count;
    this.#count = 0n;
    return count;
  }

  /** Reads and clears the counter, waiting up to `timeoutMs` of wall time; 0n when nothing came. */
  async read(timeoutMs: number): Promise<bigint> {
    if (this.#count === 0n && timeoutMs > 0 && !this.#closed) await this.#wait(timeoutMs);
    return this.take();
  }

  release(): void {
    this.#closed = true;
    this.#wake();
  }

  #wait(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#waiters.add(done);
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiters]) wake();
  }
}
