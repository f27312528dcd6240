import type { RecordingFile } from './recording-file.ts';
import { writerOf } from './writer-of.ts';

/** How often a file that is being written is looked at. */
const PERIOD_MS = 1000;

/**
 * How it stands with a recording that had no end when it was opened: `writing`; `quiet`, when it does not grow and nobody can say who
 * writes it; `finished`; or `abandoned`, when no process of this machine writes it any more.
 */
export type Writing = 'writing' | 'quiet' | 'finished' | 'abandoned';

/** Follows a recording that is being written until it is finished or its writer is gone. */
export class Follower {
  readonly #file: RecordingFile;
  readonly #told: (grown: boolean) => void;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;
  writing: Writing | undefined;

  /** `told` hears of rows that came, and when `writing` is another. */
  constructor(file: RecordingFile, told: (grown: boolean) => void) {
    this.#file = file;
    this.#told = told;
  }

  /** Begins to follow when the file has no end. */
  async start(): Promise<void> {
    if (this.#file.isWhole || this.#stopped) return;
    await this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const before = this.writing;
    const grown = await this.#file.refresh();
    this.writing = await this.#judge(grown);
    this.#file.isBeingWritten = this.writing === 'writing';
    if (grown || this.writing !== before) this.#told(grown);
    if (this.#stopped || this.writing === 'finished' || this.writing === 'abandoned') return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().catch(() => {});
    }, PERIOD_MS);
    this.#timer.unref();
  }

  /** A file may get its last bytes right before its writer is gone: that is looked at once more. */
  async #judge(grown: boolean): Promise<Writing> {
    if (this.#file.isWhole) return 'finished';
    if (grown) return 'writing';
    const writer = await writerOf(this.#file.path);
    if (writer === 'there') return 'writing';
    if (writer === 'unknown') return 'quiet';
    await this.#file.refresh();
    return this.#file.isWhole ? 'finished' : 'abandoned';
  }
}
