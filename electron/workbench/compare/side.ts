import { basename } from 'node:path';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { ComparedSide } from '../../contract/compare/messages.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';
import { damageNote } from '../player/damage-note.ts';
import { refuseLaterFormat } from '../player/later-format.ts';
import { requestRow, type Written } from '../player/light-message.ts';
import { lookIntoRecording } from '../player/look-into-recording.ts';
import type { ReadChunk, ReadEnd } from '../player/read-recording.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import type { Keys } from './align.ts';
import { Column } from './column.ts';
import type { KeyMaker } from './keys.ts';
import { Latencies } from './latencies.ts';
import type { RowPlaces } from './row-file.ts';
import { type WrittenMessage, writtenMessages } from './written-message.ts';
import type { WrittenRow } from './written-row.ts';

/** Malformed messages that are told one by one. */
const TOLD = 20;

export interface SideHooks {
  /** Rows that are compared; all, when not given. */
  readonly matches?: (row: RequestRow) => boolean;
  /** Hears the offset up to which the file is read; awaited, and what it throws ends the work. */
  readonly progress: (done: number) => Promise<void>;
}

/** Rows of one recording as they are aligned. */
export interface SideRows {
  readonly keys: Keys;
  readonly places: RowPlaces;
  readonly durations: Float64Array;
}

/** One recording of a comparison after the pass over it: keys, places and durations of its rows, and what sums it up. */
export class SideReader {
  readonly path: string;
  readonly latencies = new Latencies();
  readonly #keys: KeyMaker;
  readonly #hooks: SideHooks;
  #session: RecordedMessage<'session'> | undefined;
  readonly #whole = new Column();
  readonly #place = new Column();
  readonly #durations = new Column();
  readonly #chunks: [number, number][] = [];
  readonly #chunk = new Column();
  readonly #message = new Column();
  #seen = { rows: 0, missing: 0, nextSeq: 0 };
  #errors = 0;
  #damage: ErrorInfo | undefined;
  #malformed: NonNullable<ComparedSide['malformed']> = { count: 0, first: [] };

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
    for await (const chunk of lookIntoRecording(path, writtenMessages, ended)) {
      side.#addChunk(chunk);
      await hooks.progress(chunk.offset + chunk.length);
    }
    if (!side.#session) throw new WorkbenchError(side.#damage ?? nothingInside(path));
    return side;
  }

  get snapshot(): Snapshot {
    return this.#session!.snapshot;
  }

  get about(): ComparedSide {
    const { address, title, startedAt, snapshot } = this.#session!;
    const counts = { requests: this.#whole.length, errors: this.#errors };
    const { modelled } = snapshot;
    const malformed = this.#malformed.count > 0 ? this.#malformed : undefined;
    return {
      file: basename(this.path),
      address,
      title,
      startedAt,
      modelled,
      ...counts,
      damage: this.#damage,
      malformed,
    };
  }

  get rows(): SideRows {
    return {
      keys: { whole: this.#whole.doubles, place: this.#place.doubles },
      places: { chunks: this.#chunks, chunk: this.#chunk.integers, message: this.#message.integers },
      durations: this.#durations.doubles,
    };
  }

  #addChunk({ offset, length, messages }: ReadChunk<WrittenMessage | undefined>): void {
    this.#chunks.push([offset, length]);
    for (const [message, found] of messages.entries()) {
      if (!found) continue;
      if ('row' in found) this.#addRow(found.row, { offset, message });
      else if ('played' in found) this.#hear(found.played);
      else this.#addMalformed({ offset, message, reason: found.malformed });
    }
  }

  #hear(played: PlayedMessage): void {
    if (played.topic === 'burst') this.latencies.burst(played.message);
    if (played.topic !== 'session') return;
    refuseLaterFormat(this.path, played.message);
    this.#session = played.message;
  }

  #addMalformed(found: NonNullable<ComparedSide['malformed']>['first'][number]): void {
    const { count, first } = this.#malformed;
    this.#malformed = { count: count + 1, first: count < TOLD ? [...first, found] : first };
  }

  #addRow(row: WrittenRow, place: { readonly offset: number; readonly message: number }): void {
    this.#count(row.seq);
    if (row.malformed) this.#addMalformed({ seq: row.seq, ...place, reason: row.malformed.reason });
    if (this.#hooks.matches && !this.#hooks.matches(requestRow(row as unknown as Written))) return;
    if (!row.malformed) this.latencies.request(row);
    if (row.status !== 'ok' || (row.errors ?? 0) > 0) this.#errors += 1;
    this.#whole.add(this.#keys.whole(row, this.#session?.snapshot.byteOrder));
    this.#place.add(this.#keys.place(row));
    this.#durations.add(Number(row.durationNs));
    this.#chunk.add(this.#chunks.length - 1);
    this.#message.add(place.message);
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
