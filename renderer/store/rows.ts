import type { RequestRow, RowFilter } from '../../electron/contract/app-contract.ts';

/** Pages of the request list that were looked at, plus the live tail. Bounded: the pages looked at longest ago fall out. */

export const PAGE_ROWS = 100;
const MOST_PAGES = 60;

type Page = readonly (RequestRow | undefined)[];

export interface RowCache {
  readonly filter: RowFilter;
  /** Requests of the session, filter or not. */
  readonly total: number;
  /** Rows the filter lets through: what the list counts over. */
  readonly matched: number;
  /** Page number -> rows, least recently touched first. */
  readonly pages: ReadonlyMap<number, Page>;
}

export const emptyRows = (filter: RowFilter = {}, total = 0): RowCache => ({
  filter,
  total,
  matched: isFiltered(filter) ? 0 : total,
  pages: new Map(),
});

export const isFiltered = (filter: RowFilter) => Object.values(filter).some((value) => value !== undefined);

export const rowAt = (cache: RowCache, index: number): RequestRow | undefined =>
  cache.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];

function put(cache: RowCache, placed: readonly (readonly [number, RequestRow])[]): Map<number, Page> {
  const pages = new Map(cache.pages);
  for (const [index, row] of placed) {
    const number = Math.floor(index / PAGE_ROWS);
    const page = [...(pages.get(number) ?? [])];
    page[index % PAGE_ROWS] = row;
    pages.delete(number);
    pages.set(number, page);
  }
  for (const number of [...pages.keys()].slice(0, Math.max(0, pages.size - MOST_PAGES))) pages.delete(number);
  return pages;
}

/** The cache with a fetched page; `from` counts rows that match the filter. */
export function withPage(
  cache: RowCache,
  from: number,
  page: { readonly total: number; readonly matched: number; readonly rows: readonly RequestRow[] },
): RowCache {
  const pages = put(
    cache,
    page.rows.map((row, i) => [from + i, row] as const),
  );
  return { ...cache, total: Math.max(cache.total, page.total), matched: page.matched, pages };
}

/** The cache after new requests; without a filter a row's place is its `seq`, with one only the count is known. */
export function withNewest(cache: RowCache, total: number, newest: readonly RequestRow[]): RowCache {
  if (isFiltered(cache.filter)) return { ...cache, total };
  const pages = put(
    cache,
    newest.map((row) => [row.seq, row] as const),
  );
  return { ...cache, total, matched: total, pages };
}

/** First rows of the pages that `first..last` touches and that are not complete here. */
export function missingPages(cache: RowCache, first: number, last: number): number[] {
  const missing: number[] = [];
  const end = Math.min(last, cache.matched - 1);
  for (let number = Math.floor(first / PAGE_ROWS); number * PAGE_ROWS <= end; number++) {
    const from = Math.max(first, number * PAGE_ROWS);
    const to = Math.min(end, (number + 1) * PAGE_ROWS - 1);
    if (!isComplete(cache, from, to)) missing.push(number * PAGE_ROWS);
  }
  return missing;
}

function isComplete(cache: RowCache, from: number, to: number): boolean {
  for (let index = from; index <= to; index++) if (!rowAt(cache, index)) return false;
  return true;
}
