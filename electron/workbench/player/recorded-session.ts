import { basename } from 'node:path';
import { EMPTY_STATE } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RowFilter, Session, ThroughputSlice } from '../../contract/app-contract.ts';
import type { Find, Found, Moment, Timeline } from '../../contract/recording-cursor.ts';
import type { RowPage } from '../rows/row-log.ts';
import type { WorkbenchSession } from '../workbench-session.ts';
import { RecordingIndex } from './recording-index.ts';
import { RowPages } from './row-pages.ts';

/** A recording opened to look at: the function as it was at the start, mappings as of the end, and every request. */
export class RecordedSession implements WorkbenchSession {
  readonly id: string;
  readonly address: string;
  readonly #index: RecordingIndex;
  readonly #rows: RowPages;

  private constructor(id: string, index: RecordingIndex, rows: RowPages) {
    this.id = id;
    this.address = index.path;
    this.#index = index;
    this.#rows = rows;
  }

  /**
   * Opens the recording at `path`; a damaged one opens as far as it can be read, with the damage told. Throws `no-such-file`,
   * `damaged-file` when nothing can be shown, `future-version`.
   */
  static async open(path: string, id: string): Promise<RecordedSession> {
    const index = await RecordingIndex.read(path);
    return new RecordedSession(id, index, await RowPages.open(index));
  }

  describe(): Session {
    const { snapshot, state, session, rows, errors, damage, durationNs } = this.#index;
    return {
      id: this.id,
      address: this.address,
      title: `${session?.title ?? ''} (${basename(this.address)})`,
      kind: 'recording',
      condition: 'recorded',
      snapshot,
      state: state ?? EMPTY_STATE,
      requests: rows,
      errors,
      damage,
      durationNs,
      startedAt: session?.startedAt ?? 0n,
    };
  }

  page(from: number, count: number, filter?: RowFilter): Promise<RowPage> {
    return this.#rows.page(from, count, filter);
  }

  slices(): ThroughputSlice[] {
    return this.#index.slices;
  }

  async at(_cursor: Cursor, _known?: Moment['revision']): Promise<Moment> {
    throw notYet();
  }

  async find(
    _row: number,
    _direction: 'next' | 'previous',
    _what: Find,
    _cancelled: () => boolean,
  ): Promise<Found | undefined> {
    throw notYet();
  }

  async timeline(_bins: number): Promise<Timeline> {
    throw notYet();
  }

  close(): Promise<void> {
    return this.#rows.close();
  }
}

/** A place in a recording: a session time, or behind a number of rows. */
export interface Cursor {
  readonly atNs?: bigint;
  readonly rows?: number;
}

const notYet = () => new WorkbenchError({ code: 'not-ready', message: 'The recording cannot be shown as of a time.' });
