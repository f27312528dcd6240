import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burstSlice } from '../../../electron/workbench/testing/fake-bridge.ts';
import { columnsOf } from './columns.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { Slicer } from './slicer.ts';
import type { TimeSlice } from './time-slice.ts';

const RUNS = { numRuns: Number(process.env.ZPCI_PROPERTY_RUNS ?? 50) };
const durations = fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { minLength: 1, maxLength: 300 });
const histogramOf = (values: readonly number[]) => {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.add(value);
  return histogram;
};

describe('latency percentiles', () => {
  const shares = fc.constantFrom(0.5, 0.9, 0.99, 1);
  const truthOf = (values: readonly number[], share: number) =>
    values.toSorted((a, b) => a - b)[Math.max(Math.ceil(share * values.length), 1) - 1]!;

  test('are within 0.8 % of the sorted truth, never below it', () => {
    fc.assert(
      fc.property(durations, shares, (values, share) => {
        const told = histogramOf(values).percentile(share);
        expect(told).toBeGreaterThanOrEqual(truthOf(values, share));
        expect(told).toBeLessThanOrEqual(truthOf(values, share) * 1.008);
      }),
      RUNS,
    );
  });

  test('are as exact after merging: histograms of parts, as bytes, make the histogram of all', () => {
    fc.assert(
      fc.property(fc.array(durations, { maxLength: 5 }), (parts) => {
        const merged = new LatencyHistogram();
        for (const part of parts) expect(merged.merge(histogramOf(part).toBytes())).toBe(true);
        const whole = histogramOf(parts.flat());
        expect(merged.toBytes()).toEqual(whole.toBytes());
        expect(merged).toMatchObject({ count: whole.count, max: whole.max });
      }),
      RUNS,
    );
  });

  test('of nothing are 0', () => {
    expect(new LatencyHistogram().percentile(0.99)).toBe(0);
  });

  test('bytes that are no histogram add nothing and do not throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const histogram = new LatencyHistogram();
        const taken = histogram.merge(bytes);
        if (!taken) expect(histogram.count).toBe(0);
        expect(Number.isFinite(histogram.percentile(0.5))).toBe(true);
      }),
      RUNS,
    );
    expect(new LatencyHistogram().merge(Uint8Array.of(5, 255))).toBe(false);
    expect(new LatencyHistogram().merge(Uint8Array.of(5, 200, 127, 1))).toBe(false);
  });
});

describe('slices of a burst', () => {
  const operation = fc.tuple(
    fc.bigInt(0n, 2_000_000_000n),
    fc.integer({ min: 0, max: 50_000 }),
    fc.integer({ min: -50, max: 4096 }),
  );
  function sliced(...drains: readonly ReturnType<typeof burstSlice>[]): TimeSlice[] {
    const slices: TimeSlice[] = [];
    const slicer = new Slicer((slice) => slices.push(slice));
    for (const drain of drains) slicer.add(drain);
    slicer.end();
    return slices;
  }
  const sum = (slices: readonly TimeSlice[], field: 'ops' | 'bytes' | 'errors' | 'dropped') =>
    slices.reduce((total, slice) => total + slice[field], 0);

  test('hold every operation once, whatever the gaps between them and however many were dropped', () => {
    const dropped = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 100 }), dropped, (operations, lost) => {
        const sorted = operations.toSorted(([a], [b]) => Number(a - b));
        const first = burstSlice(sorted.slice(0, 40));
        const bytes = first.bytes + lost * 8;
        const slices = sliced({ ...first, dropped: lost, bytes }, burstSlice(sorted.slice(40), { done: true }));
        expect(sum(slices, 'ops')).toBe(operations.length + lost);
        expect(sum(slices, 'dropped')).toBe(lost);
        expect(sum(slices, 'errors')).toBe(operations.filter(([, , result]) => result < 0).length);
        expect(sum(slices, 'bytes')).toBe(sorted.reduce((all, [, , moved]) => all + Math.max(moved, 0), lost * 8));
        expect(slices.every(({ startNs }, i) => i === 0 || startNs > slices[i - 1]!.startNs)).toBe(true);
      }),
      RUNS,
    );
  });

  test('number the operations of the burst without a hole', () => {
    const operations = Array.from({ length: 30 }, (_, i) => [BigInt(i) * 20_000_000n, 5, 8] as const);
    const slices = sliced(burstSlice(operations, { dropped: 4 }));
    let next = 0;
    for (const { firstOp, ops } of slices) {
      expect(firstOp).toBe(next);
      next += ops;
    }
    expect(next).toBe(34);
  });

  test('end with the operation that ends last', () => {
    const [slice] = sliced(
      burstSlice([
        [10n, 50, 8],
        [20n, 5, 8],
      ]),
    );
    expect(slice).toMatchObject({ startNs: 10n, spanNs: 50, endNs: 60n });
  });

  test('are exact where clock readings exceed 2^53', () => {
    const start = 2n ** 62n + 3n;
    const drained = burstSlice([
      [start, 1, 1],
      [start + 5n, 1, 1],
    ]);
    expect(columnsOf(drained, start).startNs(1)).toBe(5);
    expect(sliced(drained)[0]).toMatchObject({ startNs: start, endNs: start + 6n });
  });

  test('are refused when a column is shorter than announced', () => {
    expect(() => columnsOf({ ...burstSlice([[1n, 1, 1]]), count: 2 }, 0n)).toThrow(/has 8 bytes where 16/);
  });
});
