import { link, rename, rm, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { unfinished } from '../files/unfinished.ts';
import { FileSink } from '../recorder/file-sink.ts';
import type { Piece } from './format.ts';

/** Where an export goes. */
export interface Output {
  write(bytes: Uint8Array): Promise<void>;
  /** Everything is written. */
  finish(): Promise<void>;
  /** Nothing of it stays. */
  discard(): Promise<void>;
}

/** A file that has its name only once it is whole. With `replace` it takes the place of one that is there; without, that is refused at once. */
export async function fileOutput(path: string, replace: boolean): Promise<Output> {
  const taken = () =>
    stat(path).then(
      () => true,
      () => false,
    );
  if (!replace && (await taken())) throw exists(path);
  const part = unfinished(path);
  await rm(part, { force: true });
  const sink = await FileSink.create(part);
  return {
    write: (bytes) => sink.write(bytes),
    finish: async () => {
      await sink.close();
      await (replace ? rename(part, path) : link(part, path).then(() => rm(part)));
    },
    discard: async () => {
      await sink.close().catch(() => {});
      await rm(part, { force: true });
    },
  };
}

/** Standard output or another stream; waits while it is full. */
export function streamOutput(stream: NodeJS.WritableStream): Output {
  const failed = new Promise<never>((_, reject) => stream.once('error', (cause) => reject(writeFailed(cause))));
  failed.catch(() => {});
  const written = (bytes: Uint8Array) => new Promise<void>((resolve) => stream.write(bytes, () => resolve()));
  return {
    write: (bytes) => Promise.race([written(bytes), failed]),
    finish: async () => {},
    discard: async () => {},
  };
}

/** Pieces that are written together once there are enough of them. */
export class Gathered {
  readonly #output: Output;
  #pieces: Uint8Array[] = [];
  #length = 0;
  /** Bytes written or about to be. */
  bytes = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Resolves when there is room for more. */
  async add(piece: Piece): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    this.#pieces.push(bytes);
    this.#length += bytes.length;
    this.bytes += bytes.length;
    if (this.#length >= ENOUGH_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#length === 0) return;
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    await this.#output.write(bytes);
  }
}

const ENOUGH_BYTES = 1024 * 1024;

const exists = (path: string) =>
  new WorkbenchError({
    code: 'write-failed',
    message: `${path} exists already.`,
    next: 'Choose another name, or add --force to replace it.',
  });

const writeFailed = (cause: Error) =>
  new WorkbenchError({ code: 'write-failed', message: `Writing failed: ${cause.message}.` }, { cause });
