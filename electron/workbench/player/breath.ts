import { setImmediate } from 'node:timers/promises';

/** How long work on a recording keeps everything else waiting, ms. */
const LONGEST_MS = 8;

/** Lets everything else of this process run in between long work. */
export class Breath {
  #since = performance.now();

  /** Whether it is time to. */
  get due(): boolean {
    return performance.now() - this.#since > LONGEST_MS;
  }

  async take(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}
