import { basename } from 'node:path';
import type { RecordedMessage } from './messages.ts';
import type { RecordingFile } from './recording-file.ts';

/** Name of the nth file of a recording: `name.mcap`, `name.1.mcap`, `name.2.mcap`. */
export const partPath = (first: string, number: number): string =>
  number === 0 ? first : `${first.replace(/\.mcap$/, '')}.${number}.mcap`;

/** The files of a recording before the one that is being written. */
export class Parts {
  readonly #first: string;
  #count = 0;
  bytes = 0;
  rows = 0;

  constructor(first: string) {
    this.#first = first;
  }

  get nextPath(): string {
    return partPath(this.#first, this.#count + 1);
  }

  /** `full` gets no more requests; gives what the file behind it says of itself. */
  follow({ path, bytes, rows }: RecordingFile): NonNullable<RecordedMessage<'session'>['part']> {
    this.#count += 1;
    this.bytes += bytes;
    this.rows += rows;
    return { number: this.#count, previous: basename(path), rowsBefore: this.rows };
  }
}
