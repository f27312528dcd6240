import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { row, rows } from '../testing/fake-app.ts';
import {
  emptyRows,
  findRow,
  indexOfSeq,
  isGone,
  missingPages,
  PAGE_ROWS,
  rowAt,
  withNewest,
  withPage,
} from './rows.ts';

const page = (from: number, count: number, total: number) => ({ total, matched: total, rows: rows(from, count) });

describe('row cache', () => {
  test('asks for every page the visible rows touch, and for none that is here', () => {
    const cache = withPage(emptyRows({}, 1000), 100, page(100, PAGE_ROWS, 1000));
    expect(missingPages(cache, 90, 310)).toEqual([0, 200, 300]);
    expect(missingPages(cache, 100, 199)).toEqual([]);
  });

  test('new rows grow the list and are there at once', () => {
    const cache = withNewest(emptyRows(), 3, rows(0, 3));
    expect(cache.matched).toBe(3);
    expect(rowAt(cache, 2)?.seq).toBe(2);
    expect(missingPages(cache, 0, 10)).toEqual([]);
  });

  test('rows between the last known and the newest are missing, not made up', () => {
    const cache = withNewest(withNewest(emptyRows(), 3, rows(0, 3)), 250, rows(150, 100));
    expect(rowAt(cache, 3)).toBeUndefined();
    expect(missingPages(cache, 0, 249)).toEqual([0, 100]);
  });

  test('rows the workbench no longer keeps are gone and not asked for again', () => {
    const cache = withPage(emptyRows({}, 1000), 0, page(60, 40, 1000));
    expect(isGone(cache, 59)).toBe(true);
    expect(rowAt(cache, 60)?.seq).toBe(60);
    expect(missingPages(cache, 0, 99)).toEqual([]);
  });

  test('under a filter the place of a row is its rank, and new rows only change the total', () => {
    const filtered = withPage(emptyRows({ status: 'errno' }, 50), 0, {
      total: 50,
      matched: 2,
      rows: [row(7), row(31)],
    });
    expect(rowAt(filtered, 1)?.seq).toBe(31);
    expect(indexOfSeq(filtered, 31)).toBe(1);
    expect(withNewest(filtered, 60, rows(50, 10))).toMatchObject({ total: 60, matched: 2 });
  });

  test('findRow finds nothing that is not loaded', () => {
    expect(findRow(emptyRows({}, 10), 4)).toBeUndefined();
    expect(findRow(emptyRows({ text: 'x' }, 10), 4)).toBeUndefined();
  });

  test('memory is bounded: the pages touched longest ago fall out', () => {
    let cache = emptyRows({}, 1_000_000);
    for (let from = 0; from < 200 * PAGE_ROWS; from += PAGE_ROWS)
      cache = withPage(cache, from, page(from, PAGE_ROWS, 1_000_000));
    expect(cache.pages.size).toBe(60);
    expect(rowAt(cache, 199 * PAGE_ROWS)?.seq).toBe(199 * PAGE_ROWS);
    expect(rowAt(cache, 0)).toBeUndefined();
  });

  test('without a filter every row stands at its own number, whatever arrives in whatever order', () => {
    const arrival = fc.record({ from: fc.nat(900), count: fc.integer({ min: 1, max: 100 }), newest: fc.boolean() });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 20 }), (arrivals) => {
        let cache = emptyRows({}, 1000);
        for (const { from, count, newest } of arrivals)
          cache = newest ? withNewest(cache, 1000, rows(from, count)) : withPage(cache, from, page(from, count, 1000));
        for (let index = 0; index < 1000; index++) expect(rowAt(cache, index)?.seq ?? index).toBe(index);
      }),
      { numRuns: Number(import.meta.env.ZPCI_PROPERTY_RUNS ?? 20) },
    );
  });
});
