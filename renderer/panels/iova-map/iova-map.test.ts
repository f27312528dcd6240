import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IovaRange, Mapping } from '../../../native-bridge/rules/types.ts';
import { overviewAddress, overviewX, placeSegments } from './axis.ts';
import { roughSize } from './rough-size.ts';
import { mappingAt, runsOf } from './runs.ts';
import { LAST_IOVA, segmentsOf } from './segments.ts';
import { suggestIova } from './suggest.ts';
import { addressAt, fitted, pan, xOf, zoom } from './viewport.ts';

const PAGE = 0x1000n;
const window: IovaRange = { start: 0x1_0000_0000n, end: 0x3ff_ffff_ffffn };
const mapping = (iova: bigint, size: bigint): Mapping => ({ iova, size, vaddr: 0n, read: true, write: true });

/** Disjoint page-aligned mappings inside the window, sorted. */
const someMappings = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 64 })), { maxLength: 40 })
  .map((pairs) => {
    let next = window.start;
    return pairs.map(([gap, pages]) => {
      const one = mapping(next + BigInt(gap) * PAGE, BigInt(pages) * PAGE);
      next = one.iova + one.size;
      return one;
    });
  });

describe('segments', () => {
  it('cover the whole 64-bit space without gap or overlap', () => {
    fc.assert(
      fc.property(someMappings, fc.integer({ min: 2, max: 30 }), (mappings, most) => {
        const segments = segmentsOf([window], mappings, most);
        expect(segments[0]!.start).toBe(0n);
        expect(segments.at(-1)!.end).toBe(LAST_IOVA);
        for (const [i, segment] of segments.slice(1).entries()) expect(segment.start).toBe(segments[i]!.end + 1n);
        expect(segments.reduce((sum, one) => sum + one.mappings, 0)).toBe(mappings.length);
        expect(segments.filter((one) => one.kind === 'mapped').length).toBeLessThanOrEqual(most);
      }),
    );
  });
  it('draw the hole between two windows as reserved', () => {
    const two = segmentsOf(
      [
        { start: 0n, end: 0xfedf_ffffn },
        { start: 0xfef0_0000n, end: 0x7f_ffff_ffffn },
      ],
      [],
    );
    expect(two.map(({ kind }) => kind)).toEqual(['free', 'reserved', 'free', 'reserved']);
    expect(two[1]).toMatchObject({ start: 0xfee0_0000n, end: 0xfeef_ffffn });
  });
  it('are one reserved stretch when no window is offered', () => {
    expect(segmentsOf([], [])).toEqual([{ kind: 'reserved', start: 0n, end: LAST_IOVA, mappings: 0 }]);
  });
});

describe('overview axis', () => {
  it('gives a 64 KiB mapping in a 4 TiB window pixels one can hit', () => {
    const placed = placeSegments(segmentsOf([window], [mapping(0x1_0000_0000n, 0x1_0000n)]), 800);
    const mapped = placed.find(({ kind }) => kind === 'mapped')!;
    expect(mapped.width).toBeGreaterThan(30);
    expect(placed.at(-1)!.x + placed.at(-1)!.width).toBeCloseTo(800);
  });
  it('finds the address of a pixel and the pixel of an address', () => {
    fc.assert(
      fc.property(someMappings, fc.double({ min: 0, max: 799, noNaN: true }), (mappings, x) => {
        const placed = placeSegments(segmentsOf([window], mappings), 800);
        expect(overviewX(placed, overviewAddress(placed, x))).toBeCloseTo(x, 0);
      }),
    );
  });
});

it('labels stretches with a size one can read', () => {
  expect(roughSize(1n << 64n)).toBe('16 EiB');
  expect(roughSize(window.end - window.start + 1n)).toBe('4 TiB');
  expect(roughSize(0x1_0000n)).toBe('64 KiB');
});

describe('viewport', () => {
  it('shows a fitted range whole, with a margin', () => {
    const view = fitted(window);
    expect(xOf(view, window.start, 1000)).toBeGreaterThan(0);
    expect(xOf(view, window.end, 1000)).toBeLessThan(990);
  });
  it('keeps the address under the pointer when it zooms', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0.5, 0.8, 1.25), (part, factor) => {
        const view = { start: 1n << 40n, span: 1n << 34n };
        const before = addressAt(view, part * 1000, 1000);
        expect(xOf(zoom(view, factor, part), before, 1000)).toBeCloseTo(part * 1000, 0);
      }),
    );
  });
  it('never leaves the 64-bit space, whatever is pressed', () => {
    const act = fc.oneof(
      fc.double({ min: -3, max: 3, noNaN: true }).map((part) => ({ pan: part })),
      fc.double({ min: 0.01, max: 100, noNaN: true }).map((factor) => ({ zoom: factor })),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let view = fitted(window);
        for (const one of acts) view = 'pan' in one ? pan(view, one.pan) : zoom(view, one.zoom, 0.3);
        expect(view.start >= 0n && view.start + view.span <= LAST_IOVA + 1n).toBe(true);
        expect(view.span >= 0x1_0000n).toBe(true);
      }),
    );
  });
});

describe('runs', () => {
  it('hold every visible mapping exactly once, in at most one run a pixel', () => {
    fc.assert(
      fc.property(someMappings, fc.integer({ min: 10, max: 300 }), (mappings, width) => {
        const drawn = runsOf(mappings, fitted(window), width);
        expect(drawn.length).toBeLessThanOrEqual(width);
        expect(drawn.reduce((sum, run) => sum + run.last - run.first + 1, 0)).toBe(mappings.length);
      }),
    );
  });
  it('stay few for 65,535 one-page mappings', () => {
    const many = Array.from({ length: 65_535 }, (_, i) => mapping(window.start + BigInt(2 * i) * PAGE, PAGE));
    const drawn = runsOf(many, fitted({ start: window.start, end: many.at(-1)!.iova }), 1000);
    expect(drawn.length).toBeLessThanOrEqual(1000);
    expect(drawn.at(-1)!.last).toBe(65_534);
  });
  it('find the mapping under an address', () => {
    const mappings = [mapping(0x1000n, 0x1000n), mapping(0x4000n, 0x1000n)];
    expect(mappingAt(mappings, 0x1fffn)).toBe(0);
    expect(mappingAt(mappings, 0x2000n)).toBeUndefined();
    expect(mappingAt(mappings, 0x4000n)).toBe(1);
  });
});

describe('suggested IOVA', () => {
  it('is the lowest free page-aligned place, free of every mapping and inside a window', () => {
    fc.assert(
      fc.property(someMappings, fc.integer({ min: 1, max: 200 }), (mappings, pages) => {
        const size = BigInt(pages) * PAGE;
        const iova = suggestIova(size, PAGE, [window], mappings)!;
        expect(iova % PAGE).toBe(0n);
        expect(iova >= window.start && iova + size - 1n <= window.end).toBe(true);
        expect(mappings.some((one) => one.iova < iova + size && iova < one.iova + one.size)).toBe(false);
      }),
    );
  });
  it('is absent when nothing that large is free', () => {
    expect(suggestIova(0x3000n, PAGE, [{ start: 0n, end: 0x2fffn }], [mapping(0x1000n, PAGE)])).toBeUndefined();
  });
  it('goes on in the next window', () => {
    const windows = [
      { start: 0n, end: 0xfffn },
      { start: 0x10_0000n, end: 0x1f_ffffn },
    ];
    expect(suggestIova(0x2000n, PAGE, windows, [])).toBe(0x10_0000n);
  });
});
