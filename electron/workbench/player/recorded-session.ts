import { basename } from 'node:path';
import { EMPTY_STATE, type LiveState } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RowFilter, Session, ThroughputReach } from '../../contract/app-contract.ts';
import type { CountSample } from '../../contract/measurement/messages.ts';
import type { StepRow } from '../../contract/programs/run-results.ts';
import type { Find, Found, Lost, Moment, Revision, Timeline } from '../../contract/recording-cursor.ts';
import { NotesFile } from '../notes/notes-file.ts';
import type { RowPage } from '../rows/row-log.ts';
import type { Slices, Stretch } from '../throughput/span-log.ts';
import { mappingPage } from '../told.ts';
import type { WorkbenchSession } from '../workbench-session.ts';
import { CountsAt } from './cursor/counts.ts';
import { find } from './cursor/find.ts';
import { Moments } from './cursor/moment.ts';
import { type Cursor, type Place, placeAround, placeOf } from './cursor/place.ts';
import { timelineOf } from './cursor/timeline.ts';
import { Follower } from './follower.ts';
import { NeighbouringParts } from './neighbouring-parts.ts';
import { recordedStep } from './recorded-step.ts';
import { RecordedThroughput } from './recorded-throughput.ts';
import { type FileOptions, RecordingFile } from './recording-file.ts';
import { RowPages } from './row-pages.ts';

/** A recording opened to look at: every request, and the function as of any of them. What it says of itself is as of its end. */
export class RecordedSession implements WorkbenchSession {
  readonly id: string;
  readonly address: string;
  /** What readers wrote to it, in a file beside it. */
  readonly notes: NotesFile;
  readonly #file: RecordingFile;
  readonly #rows: RowPages;
  readonly #throughput: RecordedThroughput;
  readonly #moments: Moments;
  readonly #counts: CountsAt;
  readonly #follower: Follower;
  readonly #parts: NeighbouringParts;
  #end: LiveState = EMPTY_STATE;
  #lost: Lost | undefined;
  #finding = { stopped: false };

  private constructor(id: string, file: RecordingFile, changed: () => void) {
    this.id = id;
    this.address = file.path;
    this.#file = file;
    this.notes = new NotesFile(file.path, file.session.startedAt);
    this.#rows = new RowPages(file);
    this.#throughput = new RecordedThroughput(file);
    this.#moments = new Moments(file);
    this.#counts = new CountsAt(file);
    this.#parts = new NeighbouringParts(file.path, file.session.part);
    this.#follower = new Follower(file, (grown) => void this.#grown(grown).then(changed, changed));
  }

  /**
   * Opens the recording at `path`: at once when it has its index, else as far as it is read through, which goes on. A damaged one opens
   * as far as it can be read, with the damage told. One that is still being written is followed. Throws `no-such-file`, `future-version`,
   * `damaged-file` when nothing can be shown.
   */
  static async open(path: string, id: string, options: FileOptions = {}): Promise<RecordedSession> {
    const changed = options.changed ?? (() => {});
    const session = new RecordedSession(id, await RecordingFile.open(path, options), changed);
    await session.#learnEnd();
    session.#parts.look();
    void session.#begin().then(changed, () => {});
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
      lost: this.#lost,
      writing: this.#follower.writing,
      part: this.#parts.found,
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

  /** Takes in what was written since the file was read. Resolves when the state is as of its end. */
  async refresh(): Promise<void> {
    await this.#grown(await this.#file.refresh());
  }

  page(from: number, count: number, filter?: RowFilter): Promise<RowPage> {
    return this.#rows.page(from, count, filter);
  }

  slices(stretch: Stretch): Promise<Slices> {
    return this.#throughput.slices(stretch);
  }

  get reach(): ThroughputReach | undefined {
    return this.#throughput.reach;
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

  /** The step of a program that a request was sent for, if it was. */
  step(seq: number): Promise<StepRow | undefined> {
    return this.#file.reading(() => recordedStep(this.#file, seq));
  }

  /** The mappings as of a cursor that end at or above the IOVA `from`, as many as fit a message. */
  async mappings(cursor: Cursor, from: bigint) {
    const { state } = await this.#file.reading(() => this.#moments.stateAt(cursor));
    return mappingPage(state.mappings, from);
  }

  /** What the function counted of itself up to a cursor, oldest first. */
  counts(cursor: Cursor): Promise<CountSample[]> {
    return this.#file.reading(async () => this.#counts.at(await placeOf(this.#file, cursor)));
  }

  /** Path of the file before or behind this one; undefined when there is none. */
  neighbour(which: 'previous' | 'next'): string | undefined {
    return this.#parts.path(which);
  }

  timeline(bins: number): Promise<Timeline> {
    return this.#file.reading(() => timelineOf(this.#file, this.#moments.state, bins));
  }

  async close(): Promise<void> {
    this.#finding.stopped = true;
    this.#rows.close();
    this.#throughput.stop();
    await this.#follower.stop();
    await this.#file.close();
  }

  async #begin(): Promise<void> {
    await this.complete();
    await this.#follower.start();
  }

  async #grown(grown: boolean): Promise<void> {
    if (grown) await this.#learnEnd();
    this.#parts.look();
  }

  async #learnEnd(): Promise<void> {
    if (this.#file.indexing) return;
    const { state = EMPTY_STATE, lost } = await this.at({});
    this.#end = state;
    this.#lost = lost;
  }
}

/** From where to look for what; `atNs` matters for events, which lie between rows. */
export interface FindOptions {
  readonly row: number;
  readonly atNs?: bigint;
  readonly direction: 'next' | 'previous';
  readonly what: Find;
}
