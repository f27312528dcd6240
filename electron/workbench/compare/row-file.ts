import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { ChunkReader, PlayedMessage, RawMessage } from '../player/chunk-reader.ts';
import { declareFront, readerOf } from '../player/read-recording.ts';
import { readSummary } from '../player/read-summary.ts';
import { RecordWalker } from '../player/record-walker.ts';
import { recordedRow } from '../player/recorded-row.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { reasonOf, writtenRow } from './written-message.ts';
import type { WrittenRow } from './written-row.ts';

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
  readonly #reader: ChunkReader;
  readonly #kept = new Map<number, RawMessage[]>();
  /** The one that was asked for last, as most are asked for in order. */
  #last: { readonly chunk: number; readonly messages: RawMessage[] } | undefined;

  private constructor(walker: RecordWalker, reader: ChunkReader, places: RowPlaces) {
    this.#walker = walker;
    this.#reader = reader;
    this.#places = places;
  }

  static async open(path: string, places: RowPlaces): Promise<RowFile> {
    await zstdReady;
    const walker = await RecordWalker.open(path);
    const reader = readerOf(await readSummary(walker));
    await declareFront(walker, reader);
    return new RowFile(walker, reader, places);
  }

  /** The row as it is written. Throws `damaged-file` when the file is no longer what it was. */
  async written(index: number): Promise<WrittenRow> {
    const [messages, at] = await this.#messageOf(index);
    return writtenRow(this.#reader, messages, at);
  }

  /** The row as a person sees it; of one that is malformed what can be read, and why it is. Throws as `written`. */
  async shown(index: number): Promise<RequestRow> {
    const [messages, at] = await this.#messageOf(index);
    let played: PlayedMessage;
    try {
      played = this.#reader.play(messages[at]!);
    } catch (thrown) {
      return malformed(writtenRow(this.#reader, messages, at), reasonOf(thrown));
    }
    return recordedRow(played)!;
  }

  close(): Promise<void> {
    return this.#walker.close();
  }

  async #messageOf(index: number): Promise<[RawMessage[], number]> {
    const messages = await this.#messagesOf(this.#places.chunk[index]!);
    const at = this.#places.message[index]!;
    const topic = messages[at]?.topic;
    if (topic === 'request' || topic === 'mark') return [messages, at];
    throw new WorkbenchError({
      code: 'damaged-file',
      message: 'The recording changed while it was compared.',
      next: 'Compare again.',
    });
  }

  async #messagesOf(chunk: number): Promise<RawMessage[]> {
    if (this.#last?.chunk === chunk) return this.#last.messages;
    const messages = this.#kept.get(chunk) ?? (await this.#read(chunk));
    this.#last = { chunk, messages };
    this.#kept.delete(chunk);
    this.#kept.set(chunk, messages);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return messages;
  }

  async #read(chunk: number): Promise<RawMessage[]> {
    const [offset, length] = this.#places.chunks[chunk]!;
    return this.#reader.rawMessages(await this.#walker.read(offset, length));
  }
}

const malformed = (
  { seq, kind, on, atNs, request: { data: _data, ...request } }: WrittenRow,
  message: string,
): RequestRow => ({
  seq,
  kind,
  on,
  request,
  atNs: BigInt(atNs),
  durationNs: 0n,
  bytes: 0,
  status: 'refused',
  broken: [],
  warnings: [],
  modelled: false,
  error: { code: 'damaged-file', message: `The message is malformed: ${message}.` },
});
