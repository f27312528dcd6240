import { basename } from 'node:path';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { CompareSummary } from '../../contract/compare/messages.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';
import { damageNote } from '../player/damage-note.ts';
import { eachChunk } from '../player/each-chunk.ts';
import { refuseLaterFormat } from '../player/later-format.ts';
import type { PlayedChunk, ReadEnd } from '../player/read-recording.ts';
import { recordedRow } from '../player/recorded-row.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import { isError } from '../rows/row-log.ts';
import type { Keys } from './align.ts';
import { answeredOf } from './answered.ts';
import type { KeyMaker } from './keys.ts';
import { Latencies } from './latencies.ts';
import type { RowPlaces } from './row-file.ts';

export interface SideHooks {
  /** Rows that are compared. */
  readonly matches: (row: RequestRow) => boolean;
  /** Hears the offset up to which the file is read; awaited, and what it throws ends the work. */
  readonly progress: (done: number) => Promise<void>;
}

/** One recording of a comparison after the pass over it: keys, places and durations of its rows, 28 bytes each, and what sums it up. */
export class SideReader {
  readonly path: string;
  readonly latencies = new Latencies();
  readonly #keys: KeyMaker;
  readonly #hooks: SideHooks;
  #session: RecordedMessage<'session'> | undefined;
  #whole: number[] = [];
  #place: number[] = [];
  #durations: number[] = [];
  readonly #chunks: [number, number][] = [];
  #chunk: number[] = [];
  #message: number[] = [];
  #seen = { rows: 0, missing: 0, nextSeq: 0 };
  #rows = 0;
  #errors = 0;
  #damage: ErrorInfo | undefined;

  private constructor(path: string, keys: KeyMaker, hooks: SideHooks) {
    this.path = path;
    this.#keys = keys;
    this.#hooks = hooks;
  }

  /** Throws as opening a recording does. */
  static async read(path: string, keys: KeyMaker, hooks: SideHooks): Promise<SideReader> {
    const side = new SideReader(path, keys, hooks);
    const ended = (end: ReadEnd) => {
      side.#damage = damageNote(path, end, side.#seen);
    };
    for await (const chunk of eachChunk(path, ended)) {
      side.#addChunk(chunk);
      await hooks.progress(chunk.offset + chunk.length);
    }
    if (!side.#session) throw new WorkbenchError(side.#damage ?? nothingInside(path));
    return side;
  }

  get snapshot(): Snapshot {
    return this.#session!.snapshot;
  }

  get about(): CompareSummary['left'] {
    const { address, title, startedAt, snapshot } = this.#session!;
    const counts = { requests: this.#rows, errors: this.#errors };
    return {
      file: basename(this.path),
      address,
      title,
      startedAt,
      modelled: snapshot.modelled,
      ...counts,
      damage: this.#damage,
    };
  }

  /** Hands the rows over; they are not kept here any longer. */
  takeRows(): { keys: Keys; places: RowPlaces; durations: Float64Array } {
    const keys = { whole: Float64Array.from(this.#whole), place: Float64Array.from(this.#place) };
    const places = {
      chunks: this.#chunks,
      chunk: Int32Array.from(this.#chunk),
      message: Int32Array.from(this.#message),
    };
    const durations = Float64Array.from(this.#durations);
    this.#whole = this.#place = this.#durations = this.#chunk = this.#message = [];
    return { keys, places, durations };
  }

  #addChunk({ offset, length, messages }: PlayedChunk): void {
    this.#chunks.push([offset, length]);
    for (const [index, played] of messages.entries()) this.#add(played, index);
  }

  #add(played: PlayedMessage, index: number): void {
    if (played.topic === 'session') refuseLaterFormat(this.path, played.message);
    if (played.topic === 'session') this.#session = played.message;
    if (played.topic === 'burst') this.latencies.burst(played.message);
    const row = recordedRow(played);
    const answered = row && answeredOf(played, this.#session?.snapshot);
    if (!row || !answered) return;
    this.#count(row.seq);
    if (!this.#hooks.matches(row)) return;
    if (played.topic === 'request') this.latencies.request(played.message);
    this.#rows += 1;
    if (isError(row)) this.#errors += 1;
    this.#whole.push(this.#keys.whole(answered));
    this.#place.push(this.#keys.place(answered));
    this.#durations.push(Number(row.durationNs));
    this.#chunk.push(this.#chunks.length - 1);
    this.#message.push(index);
  }

  #count(seq: number): void {
    this.#seen.rows += 1;
    this.#seen.missing += Math.max(seq - this.#seen.nextSeq, 0);
    this.#seen.nextSeq = seq + 1;
  }
}

const nothingInside = (path: string): ErrorInfo => ({
  code: 'damaged-file',
  message: `${path} holds no session of a workbench.`,
  next: 'Choose a file that a workbench recorded.',
});
