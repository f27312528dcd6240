import type { LiveState, Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { FollowedState } from '../../../native-bridge/contract/state-change.ts';
import type { ThroughputSlice } from '../../contract/app-contract.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import { isError } from '../rows/row-log.ts';
import { firstStart } from '../throughput/columns.ts';
import { SliceLog } from '../throughput/slice-log.ts';
import { Slicer } from '../throughput/slicer.ts';
import type { PlayedMessage } from './chunk-reader.ts';
import { damageNote } from './damage-note.ts';
import { refuseLaterFormat } from './later-format.ts';
import { type PlayedChunk, readRecording } from './read-recording.ts';
import { recordedRow } from './recorded-row.ts';
import { recordedState } from './recorded-state.ts';

/** Rows of one chunk: positions `first` to `first + count` of the request list. */
export interface ChunkRows {
  readonly offset: number;
  readonly length: number;
  readonly first: number;
  readonly count: number;
}

/** What one pass over a recording keeps: everything but the rows, and where the rows are. */
export class RecordingIndex {
  readonly path: string;
  readonly chunks: ChunkRows[] = [];
  readonly #slices = new SliceLog();
  #slicers = new Map<number, Slicer>();
  session: RecordedMessage<'session'> | undefined;
  #state: FollowedState | undefined;
  rows = 0;
  errors = 0;
  /** Rows that are missing between those that were read: their numbers are skipped. */
  missing = 0;
  /** Time of the last message, ns since 1970. */
  #endNs = 0n;
  damage: ErrorInfo | undefined;
  #nextSeq = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /** Reads the whole file once, in bounded memory. Throws `no-such-file`, `future-version`, and `damaged-file` when nothing can be shown. */
  static async read(path: string): Promise<RecordingIndex> {
    const index = new RecordingIndex(path);
    const chunks = readRecording(path);
    let next = await chunks.next();
    for (; !next.done; next = await chunks.next()) index.#addChunk(next.value);
    for (const slicer of index.#slicers.values()) slicer.end();
    index.damage = damageNote(path, next.value, index);
    if (!index.session) throw new WorkbenchError(index.damage ?? nothingInside(path));
    return index;
  }

  /** As of the end; undefined when the recording tells none. */
  get state(): LiveState | undefined {
    return this.#state?.state;
  }

  get slices(): ThroughputSlice[] {
    return this.#slices.slices;
  }

  /** From the beginning of the session to the last message. */
  get durationNs(): bigint {
    const duration = this.#endNs - (this.session?.startedAt ?? 0n);
    return duration > 0n ? duration : 0n;
  }

  get snapshot(): Snapshot {
    return { ...this.session!.snapshot, kind: 'recording' };
  }

  #addChunk({ offset, length, messages }: PlayedChunk): void {
    const first = this.rows;
    for (const played of messages) this.#add(played);
    if (this.rows > first) this.chunks.push({ offset, length, first, count: this.rows - first });
  }

  #add(played: PlayedMessage): void {
    if (played.topic === 'session') this.#begin(played.message);
    if (played.topic === 'state') this.#state = recordedState(played.message);
    if (played.topic === 'change') this.#state?.change(played.message);
    if (played.topic === 'burst') this.#addBurst(played.message);
    const row = recordedRow(played);
    if (row) this.#countRow(row.seq, isError(row));
    if (played.logTime > this.#endNs) this.#endNs = played.logTime;
  }

  #begin(message: RecordedMessage<'session'>): void {
    refuseLaterFormat(this.path, message);
    this.session = message;
  }

  #countRow(seq: number, error: boolean): void {
    this.missing += Math.max(seq - this.#nextSeq, 0);
    this.#nextSeq = seq + 1;
    this.rows += 1;
    if (error) this.errors += 1;
  }

  #addBurst(message: RecordedMessage<'burst'>): void {
    const offset = message.atNs - (firstStart(message) ?? message.atNs);
    const slicer = this.#slicers.get(message.burst) ?? this.#newSlicer(offset);
    this.#slicers.set(message.burst, slicer);
    slicer.add(message);
    if (message.done) slicer.end();
    if (message.done) this.#slicers.delete(message.burst);
  }

  #newSlicer(offset: bigint): Slicer {
    return new Slicer(
      (targetNs) => targetNs + offset,
      (slice) => this.#slices.add(slice),
    );
  }
}

const nothingInside = (path: string): ErrorInfo => ({
  code: 'damaged-file',
  message: `${path} holds no session of a workbench.`,
  next: 'Choose a file that a workbench recorded.',
});
