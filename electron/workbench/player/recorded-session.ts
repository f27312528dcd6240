import { basename } from 'node:path';
import { EMPTY_STATE, type LiveState } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RowFilter, Session, ThroughputSlice } from '../../contract/app-contract.ts';
import type { Find, Found, Moment, Revision, Timeline } from '../../contract/recording-cursor.ts';
import type { RowPage } from '../rows/row-log.ts';
import type { WorkbenchSession } from '../workbench-session.ts';
import { BurstSlices } from './burst-slices.ts';
import { find } from './cursor/find.ts';
import { Moments } from './cursor/moment.ts';
import { type Cursor, type Place, placeAround } from './cursor/place.ts';
import { timelineOf } from './cursor/timeline.ts';
import { type FileOptions, RecordingFile } from './recording-file.ts';
import { RowPages } from './row-pages.ts';

/** A recording opened to look at: every request, and the function as of any of them. What it says of itself is as of its end. */
export class RecordedSession implements WorkbenchSession {
  readonly id: string;
  readonly address: string;
  readonly #file: RecordingFile;
  readonly #rows: RowPages;
  readonly #slices: BurstSlices;
  readonly #moments: Moments;
  #end: LiveState = EMPTY_STATE;
  #finding = { stopped: false };

  private constructor(id: string, file: RecordingFile) {
    this.id = id;
    this.address = file.path;
    this.#file = file;
    this.#rows = new RowPages(file);
    this.#slices = new BurstSlices(file);
    this.#moments = new Moments(file);
  }

  /**
   * Opens the recording at `path`: at once when it has its index, else as far as it is read through, which goes on. A damaged one opens
   * as far as it can be read, with the damage told. Throws `no-such-file`, `damaged-file` when nothing can be shown, `future-version`.
   */
  static async open(path: string, id: string, options: FileOptions = {}): Promise<RecordedSession> {
    const session = new RecordedSession(id, await RecordingFile.open(path, options));
    await session.#learnEnd();
    void session.complete().then(options.changed, () => {});
    return session;
  }

  describe(): Session {
    const { session, table, damage, indexing, durationNs } = this.#file;
    return {
      id: this.id,
      address: this.address,
      title: `${session.title} (${basename(this.address)})`,
      kind: 'recording',
      condition: 'recorded',
      snapshot: { ...session.snapshot, kind: 'recording' },
      state: this.#end,
      requests: table.rows,
      errors: table.errors,
      damage,
      indexing,
      durationNs,
      startedAt: session.startedAt,
    };
  }

  /** Resolves when all rows are known, and the state as of the end. */
  async complete(): Promise<void> {
    if (!this.#file.indexing) return;
    await this.#file.complete();
    await this.#learnEnd();
  }

  page(from: number, count: number, filter?: RowFilter): Promise<RowPage> {
    return this.#rows.page(from, count, filter);
  }

  slices(): Promise<ThroughputSlice[]> {
    return this.#slices.slices();
  }

  /** The function as of a cursor; what is `known` is left out. */
  at(cursor: Cursor, known?: Partial<Revision>): Promise<Moment> {
    return this.#file.reading(() => this.#moments.at(cursor, known));
  }

  /** The next or previous thing from a cursor behind row `row`. Asking again, and `cancelled`, end what is being looked for with `stopped`. */
  async find({ direction, what, ...from }: FindOptions, cancelled: () => boolean = () => false) {
    this.#finding.stopped = true;
    const finding = { stopped: false };
    this.#finding = finding;
    const stopped = () => finding.stopped || cancelled();
    return this.#file.reading(async (): Promise<Found | undefined> => {
      const place: Place = await placeAround(this.#file, from, direction);
      return find(this.#file, { from: place, direction, what, stopped });
    });
  }

  timeline(bins: number): Promise<Timeline> {
    return this.#file.reading(() => timelineOf(this.#file, this.#moments.state, bins));
  }

  async close(): Promise<void> {
    this.#finding.stopped = true;
    this.#rows.close();
    this.#slices.stop();
    await this.#file.close();
  }

  async #learnEnd(): Promise<void> {
    if (this.#file.indexing) return;
    this.#end = await this.#file.reading(() => this.#moments.stateAtEnd());
  }
}

/** From where to look for what; `atNs` matters for events, which lie between rows. */
export interface FindOptions {
  readonly row: number;
  readonly atNs?: bigint;
  readonly direction: 'next' | 'previous';
  readonly what: Find;
}
