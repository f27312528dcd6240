import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LatencyHistogram } from '../../../native-bridge/contract/throughput/latency-histogram.ts';
import type { ThroughputSlice } from '../../contract/app-contract.ts';
import { mergeSpans, type Span, sliceOf } from './span.ts';
import { SpanLog } from './span-log.ts';

const TENTH = 100_000_000n;

function span(fromNs: bigint, part: { ops?: number; burst?: number; path?: string; latencies?: number[] } = {}): Span {
  const { ops = 2, burst = 0, path = 'mmio', latencies = [100, 200] } = part;
  const histogram = new LatencyHistogram();
  for (const latency of latencies) histogram.add(latency);
  const counts = { ops, bytes: 8 * ops, errors: 1, operations: ops, dropped: 1 };
  return {
    fromNs,
    toNs: fromNs + TENTH,
    parts: [{ op: 'pcistb', path, ...counts }],
    latency: histogram.toBytes(),
    modelled: false,
    of: { burst, firstOp: 0, lastOp: ops - 1 },
  };
}

const sum = (slices: readonly ThroughputSlice[], field: 'ops' | 'bytes' | 'errors' | 'dropped') =>
  slices.reduce((total, slice) => total + slice[field], 0);

describe('the throughput of a session', () => {
  test('keeps ways apart in one slice, and tells percentiles of both together', () => {
    const both = mergeSpans([span(0n, { latencies: [100] }), span(TENTH, { path: 'zpci-io', latencies: [900] })]);
    const slice = sliceOf(both);
    expect(slice.parts.map(({ path, ops }) => [path, ops])).toEqual([
      ['mmio', 2],
      ['zpci-io', 2],
    ]);
    expect(slice).toMatchObject({ ops: 4, atNs: TENTH, spanNs: 2n * TENTH, p50: 100, max: 900 });
  });

  test('loses no operation, in whatever detail it is asked for, however old it is', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 4, max: 30 }), (steps, points, kept) => {
        const log = new SpanLog(kept);
        let at = 0n;
        for (const step of steps) {
          log.add(span(at));
          at += TENTH + BigInt(step) * 10n * TENTH;
        }
        const { slices } = log.slices({ points });
        expect(sum(slices, 'ops')).toBe(2 * steps.length);
        expect(sum(slices, 'bytes')).toBe(16 * steps.length);
        expect(sum(slices, 'dropped')).toBe(steps.length);
        expect(log.reach?.dropped).toBe(steps.length);
        expect(slices.every(({ atNs }, i) => i === 0 || atNs > slices[i - 1]!.atNs)).toBe(true);
      }),
      { numRuns: Number(process.env.ZPCI_PROPERTY_RUNS ?? 60) },
    );
  });

  test('gives no more slices than were asked for, and bins just long enough', () => {
    const log = new SpanLog();
    for (let i = 0n; i < 5000n; i++) log.add(span(i * TENTH));
    const all = log.slices({ points: 300 });
    expect(all.slices.length).toBeLessThanOrEqual(300);
    expect(all.binNs).toBe(3_200_000_000n);
    const newest = log.slices({ fromNs: 4990n * TENTH, points: 300 });
    expect(newest.slices).toHaveLength(10);
    expect(newest.binNs).toBe(TENTH);
  });

  test('the newest slices in the bins that are shown take the place of the last one', () => {
    const log = new SpanLog();
    for (let i = 0n; i < 1000n; i++) log.add(span(i * TENTH));
    const before = log.slices({ points: 300 });
    const last = before.slices.at(-1)!;
    log.add(span(1000n * TENTH));
    const more = log.slices({ fromNs: last.atNs - last.spanNs / 2n, points: 300, binNs: before.binNs });
    expect(more.binNs).toBe(before.binNs);
    expect(sum(before.slices.slice(0, -1), 'ops') + sum(more.slices, 'ops')).toBe(2002);
  });

  test('knows where the newest burst began', () => {
    const log = new SpanLog();
    for (let i = 0n; i < 10n; i++) log.add(span(i * TENTH, { burst: i < 4n ? 0 : 1 }));
    expect(log.reach).toMatchObject({ beginNs: 0n, endNs: 10n * TENTH, newestNs: 4n * TENTH });
  });

  test('bursts of an operation each, thousands in one tenth of a second, take no more room than one', () => {
    const log = new SpanLog(10);
    for (let i = 0; i < 5000; i++)
      log.add({ ...span(BigInt(i) * 1000n, { ops: 1, burst: i }), toNs: BigInt(i) * 1000n + 10n });
    expect(log.size).toBeLessThan(10);
    expect(sum(log.slices({ points: 10 }).slices, 'ops')).toBe(5000);
  });
});
