import type { OpenFile } from '../vfio/answer.ts';

/** An eventfd: a counter that interrupts add to and readers take. */
export class EventFile implements OpenFile {
  #count = 0n;
  #heard: ((count: bigint) => void) | undefined;
  #isTelling = false;

  signal(): void {
    this.#count++;
    this.#tell();
  }

  /** Reads and clears the counter without waiting. */
  take(): bigint {
    const count = this.#count;
    this.#count = 0n;
    return count;
  }

  /** Hands what was counted to `heard` from now on, and what was counted before; answers how to end that. */
  watch(heard: (count: bigint) => void): () => void {
    this.#heard = heard;
    this.#tell();
    return () => this.release();
  }

  release(): void {
    this.#heard = undefined;
  }

  /** Later, as an event loop does: never inside the call that signalled. */
  #tell(): void {
    if (this.#count === 0n || this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      if (this.#heard && this.#count > 0n) this.#heard(this.take());
    });
  }
}
