import { rename, rm } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { FileSink } from '../recorder/file-sink.ts';
import { unfinished } from './unfinished.ts';

/** A file on its way in, piece by piece. It has its name only once it is whole. */
export class IncomingFile {
  readonly path: string;
  /** Bytes it will have. */
  readonly size: number;
  readonly #sink: FileSink;
  /** Writes are done one after the other, in the order of the pieces. */
  #written: Promise<void> = Promise.resolve();
  #taken = 0;

  private constructor(path: string, size: number, sink: FileSink) {
    this.path = path;
    this.size = size;
    this.#sink = sink;
  }

  /** Throws `write-failed`. */
  static async create(path: string, size: number): Promise<IncomingFile> {
    return new IncomingFile(path, size, await FileSink.create(unfinished(path)));
  }

  /** Takes the bytes from `at` on; resolves when they are written. Throws `bad-request` for a piece out of turn, `write-failed`. */
  take(at: number, bytes: Uint8Array): Promise<void> {
    if (at !== this.#taken || at + bytes.length > this.size) throw outOfTurn(this.path, at, bytes.length);
    this.#taken += bytes.length;
    const written = this.#written.then(() => this.#sink.write(bytes));
    this.#written = written;
    written.catch(() => {});
    return written;
  }

  /** Gives the file its name. Throws `bad-request` when some of it is missing. */
  async finish(): Promise<void> {
    await this.#written;
    if (this.#taken !== this.size) throw incomplete(this.path, this.#taken, this.size);
    await this.#sink.close();
    await rename(unfinished(this.path), this.path);
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#written.catch(() => {});
    await this.#sink.close().catch(() => {});
    await rm(unfinished(this.path), { force: true });
  }
}

const badRequest = (message: string) =>
  new WorkbenchError({ code: 'bad-request', message, next: 'Import the file again.' });

const outOfTurn = (path: string, at: number, length: number) =>
  badRequest(`${length} bytes at ${at} are not what comes next in ${path}.`);

const incomplete = (path: string, taken: number, size: number) =>
  badRequest(`Of ${path} ${taken} bytes came; ${size} were announced.`);
