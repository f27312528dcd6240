import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { ChunkEntry } from '../recorder/row-index.ts';
import type { ChunkReader, PlayedMessage, RawMessage } from './chunk-reader.ts';
import { DamagedChunk } from './damaged-chunk.ts';
import { type LightMessage, lightMessage } from './light-message.ts';
import { recordedRow } from './recorded-row.ts';

/** A chunk in memory: its messages in order, each looked into when it is wanted. What is not as it should be throws DamagedChunk. */
export class LoadedChunk {
  readonly entry: ChunkEntry;
  /** Bytes of its messages. */
  readonly size: number;
  /** Places of its rows among its messages. */
  readonly rowPlaces: readonly number[];
  readonly #reader: ChunkReader;
  readonly #raw: readonly RawMessage[];
  readonly #light: LightMessage[] = [];

  constructor(entry: ChunkEntry, reader: ChunkReader, raw: readonly RawMessage[]) {
    this.entry = entry;
    this.#reader = reader;
    this.#raw = raw;
    this.size = raw.reduce((sum, { data }) => sum + data.length, 0);
    this.rowPlaces = raw.flatMap(({ topic }, place) => (topic === 'request' || topic === 'mark' ? [place] : []));
  }

  get length(): number {
    return this.#raw.length;
  }

  topic(place: number): RawMessage['topic'] {
    return this.#raw[place]!.topic;
  }

  /** Whether a text stands in a message, without looking into it: what has it not can be passed over. */
  mentions(place: number, text: string): boolean {
    const { data } = this.#raw[place]!;
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes(text);
  }

  light(place: number): LightMessage {
    this.#light[place] ??= this.#try(() => lightMessage(this.#reader, this.#raw[place]!));
    return this.#light[place];
  }

  play(place: number): PlayedMessage {
    return this.#try(() => this.#reader.play(this.#raw[place]!));
  }

  /** The `index`th row, as it is shown. */
  row(index: number): RequestRow {
    return recordedRow(this.play(this.rowPlaces[index]!))!;
  }

  /** The `index`th row without its payload. */
  lightRow(index: number): RequestRow {
    return this.light(this.rowPlaces[index]!).row!;
  }

  #try<T>(look: () => T): T {
    try {
      return look();
    } catch (thrown) {
      throw new DamagedChunk(this.entry, errorInfo(thrown).message);
    }
  }
}
