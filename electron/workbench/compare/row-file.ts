import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { ChunkReader, type PlayedMessage, type RawMessage } from '../player/chunk-reader.ts';
import { OPCODE, RecordWalker } from '../player/record-walker.ts';
import { recordedRow } from '../player/recorded-row.ts';
import { zstdReady } from '../recorder/zstd.ts';

/** Chunks that are kept unpacked. */
const KEPT = 4;

/** Where chosen rows of a recording lie: 8 bytes a row. */
export interface RowPlaces {
  /** Offset and length of every chunk with rows. */
  readonly chunks: readonly (readonly [offset: number, length: number])[];
  /** Chunk of each row, and its message in that chunk. */
  readonly chunk: Int32Array;
  readonly message: Int32Array;
}

/** Any chosen row of a recording by its number, read from the file when it is wanted: bounded memory. */
export class RowFile {
  readonly #walker: RecordWalker;
  readonly #places: RowPlaces;
  readonly #reader = new ChunkReader();
  readonly #kept = new Map<number, RawMessage[]>();

  private constructor(walker: RecordWalker, places: RowPlaces) {
    this.#walker = walker;
    this.#places = places;
  }

  static async open(path: string, places: RowPlaces): Promise<RowFile> {
    await zstdReady;
    const file = new RowFile(await RecordWalker.open(path), places);
    for await (const { opcode, bytes } of file.#walker.records()) {
      if (opcode === OPCODE.chunk) break;
      if (opcode === OPCODE.schema || opcode === OPCODE.channel) file.#reader.declare(bytes);
    }
    return file;
  }

  /** Throws `damaged-file` when the file is no longer what it was. */
  async at(index: number): Promise<{ played: PlayedMessage; row: RequestRow }> {
    const messages = await this.#messagesOf(this.#places.chunk[index]!);
    const raw = messages[this.#places.message[index]!];
    const played = raw && this.#reader.play(raw);
    const row = played && recordedRow(played);
    if (played && row) return { played, row };
    throw new WorkbenchError({ code: 'damaged-file', message: 'The recording changed while it was compared.' });
  }

  close(): Promise<void> {
    return this.#walker.close();
  }

  async #messagesOf(chunk: number): Promise<RawMessage[]> {
    const messages = this.#kept.get(chunk) ?? (await this.#read(chunk));
    this.#kept.delete(chunk);
    this.#kept.set(chunk, messages);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(oldest);
    return messages;
  }

  async #read(chunk: number): Promise<RawMessage[]> {
    const [offset, length] = this.#places.chunks[chunk]!;
    return this.#reader.rawMessages(await this.#walker.read(offset, length));
  }
}
