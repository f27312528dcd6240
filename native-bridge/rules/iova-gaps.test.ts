import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeAbove, freeBelow } from './iova-gaps.ts';
import { insertMapping, touched } from './sorted-mappings.ts';
import type { IovaRange, Mapping } from './types.ts';

const PAGE = 4096n;

/** A small world in pages, so that every place can be tried: two windows, what an address space hands out, and some mappings. */
const anyWorld = fc
  .record({
    windows: fc.constantFrom<number[][]>(
      [[2, 30]],
      [
        [0, 9],
        [12, 40],
      ],
      [[5, 5]],
      [],
    ),
    allowed: fc.constantFrom<number[][] | undefined>(undefined, [[4, 35]]),
    mapped: fc.array(fc.tuple(fc.integer({ min: 0, max: 41 }), fc.integer({ min: 1, max: 4 })), { maxLength: 8 }),
    from: fc.integer({ min: 0, max: 45 * Number(PAGE) }),
    pages: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ windows, allowed, mapped, from, pages }) => {
    const range = ([first, last]: number[]): IovaRange => ({
      start: BigInt(first!) * PAGE,
      end: (BigInt(last!) + 1n) * PAGE - 1n,
    });
    const mappings: Mapping[] = [];
    for (const [page, count] of mapped) {
      const mapping = { iova: BigInt(page) * PAGE, size: BigInt(count) * PAGE, vaddr: 0n, read: true, write: true };
      if (touched(mapping, mappings).length === 0) insertMapping(mappings, mapping);
    }
    const known = { windows: windows.map(range), allowed: allowed?.map(range), mappings, pageSize: PAGE };
    return { known, from: BigInt(from), size: BigInt(pages) * PAGE };
  });

type World = typeof anyWorld extends fc.Arbitrary<infer T> ? T : never;

const inside = (iova: bigint, size: bigint, ranges: readonly IovaRange[] | undefined) =>
  !ranges || ranges.some(({ start, end }) => start <= iova && iova + size - 1n <= end);

/** Every place from page 0 to 50, tried one by one. */
const places = ({ known, size }: World) =>
  Array.from({ length: 51 }, (_, page) => BigInt(page) * PAGE).filter(
    (iova) =>
      inside(iova, size, known.windows.length > 0 ? known.windows : undefined) &&
      inside(iova, size, known.allowed) &&
      touched({ iova, size }, known.mappings).length === 0,
  );

describe('the next legal IOVA', () => {
  it('above is the first place from there that can be mapped', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const expected = places(world).find((iova) => iova >= world.from);
        expect(freeAbove(world.from, world.size, world.known)).toBe(expected);
      }),
    );
  });

  it('below is the last place up to there that can be mapped', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const expected = places(world).findLast((iova) => iova <= world.from);
        expect(freeBelow(world.from, world.size, world.known)).toBe(expected);
      }),
    );
  });

  it('is undefined where nothing is left', () => {
    const known = { windows: [{ start: PAGE, end: 2n * PAGE - 1n }], mappings: [], pageSize: PAGE };
    expect(freeAbove(0n, PAGE, known)).toBe(PAGE);
    expect(freeAbove(2n * PAGE, PAGE, known)).toBeUndefined();
    expect(freeBelow(0n, PAGE, known)).toBeUndefined();
    expect(freeAbove(0n, 2n * PAGE, known)).toBeUndefined();
  });
});
