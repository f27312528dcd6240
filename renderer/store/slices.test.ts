import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ThroughputSlice } from '../../electron/contract/app-contract.ts';
import { slice } from '../testing/fake-app.ts';
import { addSlices, mergeSlices } from './slices.ts';

const TENTH = 100_000_000n;
const run = (count: number, start = 0n): ThroughputSlice[] =>
  Array.from({ length: count }, (_, i) => slice({ atNs: start + BigInt(i) * TENTH + TENTH / 2n, ops: i + 1 }));
const total = (slices: readonly ThroughputSlice[]) => slices.reduce((sum, { ops }) => sum + ops, 0);

describe('throughput slices', () => {
  test('two neighbours merge into one slice over both their spans', () => {
    const [a, b] = run(2);
    expect(mergeSlices(a!, b!)).toMatchObject({ atNs: TENTH, spanNs: 2n * TENTH, ops: 3, bytes: 81_920 });
  });

  test('merging never makes latency look better: the median is weighted, the rest take the larger', () => {
    const merged = mergeSlices(
      slice({ ops: 30, p50: 1000, p99: 9000 }),
      slice({ ops: 10, p50: 5000, p99: 6000, max: 99 }),
    );
    expect(merged).toMatchObject({ p50: 2000, p99: 9000, max: 4000 });
  });

  test('merging slices without operations gives no latency instead of a division by zero', () => {
    expect(mergeSlices(slice({ ops: 0, p50: 0 }), slice({ ops: 0, p50: 0 })).p50).toBe(0);
  });

  test('modelled stays modelled', () => {
    expect(mergeSlices(slice({ modelled: false }), slice({ modelled: true })).modelled).toBe(true);
  });

  test('up to 300 slices stay as they came', () => {
    expect(addSlices(run(200), run(100, 200n * TENTH))).toHaveLength(300);
  });

  test('no operation is lost by merging, in any number of arrivals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 }), (counts) => {
        let slices: readonly ThroughputSlice[] = [];
        let start = 0n;
        let expected = 0;
        for (const count of counts) {
          const more = run(count, start);
          start += BigInt(count) * TENTH;
          expected += total(more);
          slices = addSlices(slices, more);
        }
        expect(slices.length).toBeLessThanOrEqual(300);
        expect(total(slices)).toBe(expected);
      }),
      { numRuns: Number(import.meta.env.ZPCI_PROPERTY_RUNS ?? 20) },
    );
  });

  test('the pause between two loops survives merging', () => {
    const far = 10_000n * TENTH;
    const slices = addSlices(run(200), run(200, far));
    const starts = slices.map(({ atNs, spanNs }) => atNs - spanNs / 2n);
    expect(starts).toContain(0n);
    expect(starts).toContain(far);
    expect(slices.every(({ spanNs }) => spanNs <= 4n * TENTH)).toBe(true);
  });

  test('many single slices far apart are merged across the pauses rather than kept without bound', () => {
    const lonely = Array.from({ length: 1000 }, (_, i) => slice({ atNs: BigInt(i) * 100n * TENTH }));
    expect(addSlices([], lonely).length).toBeLessThanOrEqual(300);
  });
});
