import type { RequestRow, RowFilter } from '../../electron/contract/app-contract.ts';
import { groupBy } from '../../electron/contract/group-by.ts';
import type { Selection } from './selection.ts';

/** Pages of the request list that were looked at, plus the live tail. Bounded: the pages looked at longest ago fall out. */

export const PAGE_ROWS = 100;
const MOST_PAGES = 60;

/** A row; null where it was asked for and the workbench no longer keeps it. */
type Slot = RequestRow | null;

export interface RowCache {
  readonly filter: RowFilter;
  /** Requests of the session, filter or not. */
  readonly total: number;
  /** Rows the filter lets through: what the list counts over. */
  readonly matched: number;
  /** Page number -> rows, least recently touched first. */
  readonly pages: ReadonlyMap<number, readonly (Slot | undefined)[]>;
}

export interface RowPage {
  readonly total: number;
  readonly matched: number;
  readonly rows: readonly RequestRow[];
}

export const isFiltered = (filter: RowFilter) => Object.values(filter).some((value) => value !== undefined);

export const emptyRows = (filter: RowFilter = {}, total = 0): RowCache => ({
  filter,
  total,
  matched: isFiltered(filter) ? 0 : total,
  pages: new Map(),
});

const slotAt = (cache: RowCache, index: number) => cache.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];

/** The row at this place of the list, where it is loaded. */
export const rowAt = (cache: RowCache, index: number): RequestRow | undefined => slotAt(cache, index) ?? undefined;

/** Whether the row at this place was asked for in vain: it is only in the recording, if there was one. */
export const isGone = (cache: RowCache, index: number): boolean => slotAt(cache, index) === null;

function put(cache: RowCache, placed: readonly (readonly [number, Slot])[]): RowCache['pages'] {
  const pages = new Map(cache.pages);
  for (const [number, entries] of byPage(placed)) {
    const page = [...(pages.get(number) ?? [])];
    for (const [index, slot] of entries) page[index % PAGE_ROWS] = slot;
    pages.delete(number);
    pages.set(number, page);
  }
  for (const number of [...pages.keys()].slice(0, Math.max(0, pages.size - MOST_PAGES))) pages.delete(number);
  return pages;
}

const byPage = (placed: readonly (readonly [number, Slot])[]) =>
  groupBy(placed, ([index]) => Math.floor(index / PAGE_ROWS));

const bySeq = (rows: readonly RequestRow[]) => rows.map((row) => [row.seq, row] as const);

/** The cache with the page that was asked for at `from`: without a filter a row's place is its `seq`, with one its rank. */
export function withPage(cache: RowCache, from: number, page: RowPage): RowCache {
  const { matched, rows } = page;
  const end = Math.min(from + PAGE_ROWS, matched);
  const asked = Array.from({ length: Math.max(0, end - from) }, (_, i) => [from + i, null] as const);
  const found = isFiltered(cache.filter) ? rows.map((row, i) => [from + i, row] as const) : bySeq(rows);
  return { ...cache, total: Math.max(cache.total, page.total), matched, pages: put(cache, [...asked, ...found]) };
}

/** The cache after new requests; under a filter only their number is known. */
export function withNewest(cache: RowCache, total: number, newest: readonly RequestRow[]): RowCache {
  if (isFiltered(cache.filter)) return { ...cache, total };
  return { ...cache, total, matched: total, pages: put(cache, bySeq(newest)) };
}

/** First rows of the pages that `first..last` touches and that are not complete here. */
export function missingPages(cache: RowCache, first: number, last: number): number[] {
  const missing: number[] = [];
  const end = Math.min(last, cache.matched - 1);
  for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS <= end; page++) {
    const from = Math.max(first, page * PAGE_ROWS);
    const to = Math.min(end, (page + 1) * PAGE_ROWS - 1);
    if (!isComplete(cache, from, to)) missing.push(page * PAGE_ROWS);
  }
  return missing;
}

function isComplete(cache: RowCache, from: number, to: number): boolean {
  for (let index = from; index <= to; index++) if (slotAt(cache, index) === undefined) return false;
  return true;
}

/** Place in the list of the request with this `seq`, where it is known. */
export function indexOfSeq(cache: RowCache, seq: number): number | undefined {
  if (!isFiltered(cache.filter)) return seq < cache.total ? seq : undefined;
  for (const [number, page] of cache.pages) {
    const place = page.findIndex((row) => row?.seq === seq);
    if (place >= 0) return number * PAGE_ROWS + place;
  }
  return undefined;
}

/** The request with this `seq`, where it is loaded. */
export function findRow(cache: RowCache, seq: number): RequestRow | undefined {
  const index = indexOfSeq(cache, seq);
  return index === undefined ? undefined : rowAt(cache, index);
}

/** The row that is selected, when it is a request and loaded. */
export const selectedRow = (cache: RowCache, selection: Selection): RequestRow | undefined =>
  selection.kind === 'request' ? findRow(cache, selection.seq) : undefined;
