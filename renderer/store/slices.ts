import type { ThroughputSlice } from '../../electron/contract/app-contract.ts';

/** Throughput slices, at most as many as a chart can show: older neighbours are merged into one. */

export const MOST_SLICES = 300;

/**
 * Two neighbouring slices as one. Counts add up and the maximum stays exact; the median is weighted by operations, the higher
 * percentiles take the larger of the two, so that a merged slice never looks better than it was.
 */
export function mergeSlices(a: ThroughputSlice, b: ThroughputSlice): ThroughputSlice {
  const start = a.atNs - a.spanNs / 2n;
  const end = b.atNs + b.spanNs / 2n;
  const ops = a.ops + b.ops;
  return {
    atNs: (start + end) / 2n,
    spanNs: end - start,
    ops,
    bytes: a.bytes + b.bytes,
    errors: a.errors + b.errors,
    operations: a.operations + b.operations,
    dropped: a.dropped + b.dropped,
    p50: ops === 0 ? 0 : (a.p50 * a.ops + b.p50 * b.ops) / ops,
    p90: Math.max(a.p90, b.p90),
    p99: Math.max(a.p99, b.p99),
    max: Math.max(a.max, b.max),
    modelled: a.modelled || b.modelled,
  };
}

/** Slices further apart than this many spans belong to different loops and are not merged: the pause between them stays visible. */
const APART = 3n;

const isPause = (a: ThroughputSlice, b: ThroughputSlice) => b.atNs - a.atNs > APART * (a.spanNs + b.spanNs);

function halve(slices: readonly ThroughputSlice[], acrossPauses: boolean): ThroughputSlice[] {
  const halved: ThroughputSlice[] = [];
  for (let i = 0; i < slices.length; i++) {
    const [a, b] = [slices[i]!, slices[i + 1]];
    const merges = b && (acrossPauses || !isPause(a, b));
    halved.push(merges ? mergeSlices(a, b) : a);
    if (merges) i++;
  }
  return halved;
}

/** The slices with `more` at the end, merged until at most `most` are left. */
export function addSlices(
  slices: readonly ThroughputSlice[],
  more: readonly ThroughputSlice[],
  most = MOST_SLICES,
): readonly ThroughputSlice[] {
  let all: readonly ThroughputSlice[] = [...slices, ...more];
  while (all.length > most) {
    const halved = halve(all, false);
    all = halved.length > most / 2 + all.length / 4 ? halve(all, true) : halved;
  }
  return all;
}
