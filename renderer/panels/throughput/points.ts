import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';

/** Points of the charts: rates and latencies over seconds since the session began. */

export interface Point {
  /** Seconds since the session began. */
  readonly t: number;
  readonly ops: number | null;
  readonly bytes: number | null;
  readonly operations: number | null;
  readonly errors: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

const SECOND = 1e9;

export const perSecond = (count: number, { spanNs }: ThroughputSlice): number =>
  (count * SECOND) / Number(spanNs || 1n);

const latency = (ns: number) => (ns > 0 ? ns : null);

const point = (slice: ThroughputSlice): Point => ({
  t: Number(slice.atNs) / SECOND,
  ops: perSecond(slice.ops, slice),
  bytes: perSecond(slice.bytes, slice),
  operations: perSecond(slice.operations, slice),
  errors: perSecond(slice.errors, slice),
  p50: latency(slice.p50),
  p90: latency(slice.p90),
  p99: latency(slice.p99),
  max: latency(slice.max),
});

const pause = (t: number): Point => {
  const none = null;
  return { t, ops: none, bytes: none, operations: none, errors: none, p50: none, p90: none, p99: none, max: none };
};

/** Nothing happened between two slices that lie further apart than their own lengths. */
const isPause = (a: ThroughputSlice, b: ThroughputSlice) => b.atNs - a.atNs > a.spanNs + b.spanNs;

/** Points with a hole wherever nothing was sent, so that no line is drawn through a pause. */
export function pointsOf(slices: readonly ThroughputSlice[]): readonly Point[] {
  return slices.flatMap((slice, i) => {
    const before = slices[i - 1];
    const hole = before && isPause(before, slice) ? [pause(Number(before.atNs + before.spanNs) / SECOND)] : [];
    return [...hole, point(slice)];
  });
}

/** The slices of the newest loop: everything after the last pause. */
export function lastLoop(slices: readonly ThroughputSlice[]): readonly ThroughputSlice[] {
  let first = slices.length - 1;
  while (first > 0 && !isPause(slices[first - 1]!, slices[first]!)) first--;
  return slices.slice(Math.max(0, first));
}
