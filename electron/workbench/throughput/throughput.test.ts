import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ThroughputSlice } from '../../contract/app-contract.ts';
import { burstSlice } from '../testing/fake-bridge.ts';
import { columnsOf } from './columns.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { SliceLog } from './slice-log.ts';
import { Slicer } from './slicer.ts';

describe('latency percentiles', () => {
  test('are within 0.8 % of the sorted truth, never below it', () => {
    const durations = fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.9, 0.99, 1), (values, share) => {
        const histogram = new LatencyHistogram();
        for (const value of values) histogram.add(value);
        const truth = values.toSorted((a, b) => a - b)[Math.max(Math.ceil(share * values.length), 1) - 1]!;
        const told = histogram.percentile(share);
        expect(told).toBeGreaterThanOrEqual(truth);
        expect(told).toBeLessThanOrEqual(truth * 1.008);
      }),
    );
  });

  test('of nothing are 0', () => {
    expect(new LatencyHistogram().percentile(0.99)).toBe(0);
  });
});

describe('slices of a burst', () => {
  const operation = fc.tuple(
    fc.bigInt(0n, 2_000_000_000n),
    fc.integer({ min: 0, max: 50_000 }),
    fc.integer({ min: -50, max: 4096 }),
  );

  test('hold every operation once, whatever the gaps between them', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 100 }), (operations) => {
        const slices: ThroughputSlice[] = [];
        const slicer = new Slicer(
          (at) => at,
          (slice) => slices.push(slice),
        );
        const sorted = operations.toSorted(([a], [b]) => Number(a - b));
        slicer.add(burstSlice(sorted.slice(0, 40)));
        slicer.add(burstSlice(sorted.slice(40), { done: true }));
        slicer.end();
        const sum = (field: 'ops' | 'bytes' | 'errors') => slices.reduce((total, slice) => total + slice[field], 0);
        expect(sum('ops')).toBe(operations.length);
        expect(sum('errors')).toBe(operations.filter(([, , result]) => result < 0).length);
        expect(sum('bytes')).toBe(slicer.bytes);
        expect(slices.every(({ atNs }, i) => i === 0 || atNs >= slices[i - 1]!.atNs)).toBe(true);
      }),
    );
  });

  test('count dropped operations in the totals, with what they moved and how many failed', () => {
    const slicer = new Slicer(
      (at) => at,
      () => {},
    );
    slicer.add(burstSlice([[1n, 5, 8]], { dropped: 3, bytes: 24, errors: 1, operations: 3, done: true }));
    expect(slicer).toMatchObject({ bytes: 24, errors: 1, operations: 3, dropped: 3 });
    expect(slicer.total.count).toBe(1);
  });

  test('are exact where clock readings exceed 2^53', () => {
    const start = 2n ** 62n + 3n;
    expect(
      columnsOf(
        burstSlice([
          [start, 1, 1],
          [start + 5n, 1, 1],
        ]),
        start,
      ).startNs(1),
    ).toBe(5);
  });

  test('are refused when a column is shorter than announced', () => {
    expect(() => columnsOf({ ...burstSlice([[1n, 1, 1]]), count: 2 }, 0n)).toThrow(/has 8 bytes where 16/);
  });

  test('merge pairwise when there are too many: nothing is lost, the past gets coarser', () => {
    const log = new SliceLog(8);
    const slice = (i: number): ThroughputSlice => ({
      ...{ atNs: BigInt(i) * 100n + 50n, spanNs: 100n, ops: 2, bytes: 20, errors: 1, operations: 4 },
      ...{ p50: i, p90: i, p99: i, max: i, dropped: 0, modelled: false },
    });
    for (let i = 0; i < 9; i++) log.add(slice(i));
    expect(log.slices.map(({ ops }) => ops)).toEqual([4, 4, 4, 4, 2]);
    expect(log.slices[0]).toMatchObject({ atNs: 100n, spanNs: 200n, max: 1, p50: 0.5, bytes: 40 });
  });
});
