import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow, RowFilter } from '../../contract/app-contract.ts';
import { rowTest } from '../rows/row-filter.ts';
import type { RowPage } from '../rows/row-log.ts';
import type { RecordingFile } from './recording-file.ts';
import { RowMatches } from './row-matches.ts';

interface Search {
  readonly key: string;
  /** Chunks that were left out make positions others. */
  readonly damage: number;
  readonly matches: RowMatches;
  searching: Promise<void>;
  stopped: boolean;
}

/** The rows of a recording, read from the file when a page needs them: any length of recording, bounded memory. */
export class RowPages {
  readonly #file: RecordingFile;
  #search: Search | undefined;

  constructor(file: RecordingFile) {
    this.#file = file;
  }

  /** A page of all rows, or of those that match. A search through all rows ends with `stopped` when another filter is asked for. */
  page(from: number, count: number, filter?: RowFilter): Promise<RowPage> {
    return this.#file.reading(() => (filter ? this.#matching(from, count, filter) : this.#all(from, count)));
  }

  close(): void {
    if (this.#search) this.#search.stopped = true;
  }

  async #all(from: number, count: number): Promise<RowPage> {
    const total = this.#file.table.rows;
    return { total, matched: total, rows: await this.#range(from, Math.min(from + count, total)) };
  }

  async #range(from: number, to: number): Promise<RequestRow[]> {
    const { table } = this.#file;
    const rows: RequestRow[] = [];
    for (let at = table.ofRow(from); at < table.length && table.firstRow(at) < to; at++) {
      if (table.entry(at).rows === 0) continue;
      const chunk = await this.#file.chunk(at);
      const [first, end] = [
        Math.max(from - table.firstRow(at), 0),
        Math.min(to - table.firstRow(at), chunk.entry.rows),
      ];
      for (let index = first; index < end; index++) rows.push(chunk.row(index));
    }
    return rows;
  }

  async #matching(from: number, count: number, filter: RowFilter): Promise<RowPage> {
    const search = this.#searchFor(filter);
    search.searching = search.searching.then(() => search.matches.search(() => search.stopped));
    await search.searching;
    if (search.stopped) throw stopped();
    const rows: RequestRow[] = [];
    for (const position of search.matches.positions(from, from + count))
      rows.push(...(await this.#range(position, position + 1)));
    return { total: this.#file.table.rows, matched: search.matches.count, rows };
  }

  /** Positions of rows that match are kept until another filter is asked for. */
  #searchFor(filter: RowFilter): Search {
    const key = JSON.stringify(filter);
    const damage = this.#file.leftOut;
    if (this.#search?.key === key && this.#search.damage === damage && !this.#search.stopped) return this.#search;
    this.close();
    const matches = new RowMatches(this.#file, rowTest(filter));
    this.#search = { key, damage, matches, searching: Promise.resolve(), stopped: false };
    return this.#search;
  }
}

const stopped = () =>
  new WorkbenchError({
    code: 'stopped',
    message: 'The search was stopped: another was asked for, or the recording was closed.',
  });
