import type { RequestRow, RowFilter } from '../../contract/app-contract.ts';
import { rowTest } from './row-filter.ts';

/** Bounds of what one session keeps in memory: rows, and bytes of their payloads. Beyond either the oldest rows go. */
export const MAX_ROWS = 200_000;
export const MAX_ROW_BYTES = 256 * 1024 * 1024;

/** One page of the request list: `total` rows exist, `matched` of those still kept match the filter. */
export interface RowPage {
  readonly total: number;
  readonly matched: number;
  readonly rows: RequestRow[];
}

/**
 * The newest rows of a session. Older ones are dropped from the front and counted in `dropped`; they are lost to the list but not to a
 * recording. Positions in unfiltered pages count from the first request of the session, dropped ones included.
 */
export class RowLog {
  readonly #maxRows: number;
  readonly #maxBytes: number;
  #rows: RequestRow[] = [];
  /** Rows at the front of `#rows` that are dropped already; the array is trimmed when they are half of it. */
  #head = 0;
  #bytes = 0;
  dropped = 0;
  errors = 0;

  constructor(maxRows = MAX_ROWS, maxBytes = MAX_ROW_BYTES) {
    this.#maxRows = maxRows;
    this.#maxBytes = maxBytes;
  }

  get total(): number {
    return this.dropped + this.#kept;
  }

  add(row: RequestRow): void {
    this.#rows.push(row);
    this.#bytes += row.data?.length ?? 0;
    if (isError(row)) this.errors += 1;
    while (this.#kept > this.#maxRows || (this.#bytes > this.#maxBytes && this.#kept > 1)) this.#dropOldest();
  }

  page(from: number, count: number, filter?: RowFilter): RowPage {
    if (filter) {
      const matching = this.#rows.slice(this.#head).filter(rowTest(filter));
      return { total: this.total, matched: matching.length, rows: matching.slice(from, from + count) };
    }
    const start = Math.max(from - this.dropped, 0);
    const end = Math.max(from + count - this.dropped, 0);
    return { total: this.total, matched: this.total, rows: this.#rows.slice(this.#head + start, this.#head + end) };
  }

  get #kept(): number {
    return this.#rows.length - this.#head;
  }

  #dropOldest(): void {
    this.#bytes -= this.#rows[this.#head]?.data?.length ?? 0;
    this.#head += 1;
    this.dropped += 1;
    if (this.#head * 2 > this.#rows.length) {
      this.#rows = this.#rows.slice(this.#head);
      this.#head = 0;
    }
  }
}

/** A row that a person looks for: refused by kernel or workbench, timed out, or a burst with failed operations. */
export const isError = (row: Pick<RequestRow, 'status' | 'errors'>): boolean =>
  row.status !== 'ok' || (row.errors ?? 0) > 0;
