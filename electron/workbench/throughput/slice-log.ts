import type { ThroughputSlice } from '../../contract/app-contract.ts';

/** Slices a session keeps: six minutes at 100 ms. Beyond that neighbours are merged and the past gets coarser. */
export const MAX_SLICES = 3600;

/** The throughput of a session in bounded memory. */
export class SliceLog {
  readonly #max: number;
  #slices: ThroughputSlice[] = [];

  constructor(max = MAX_SLICES) {
    this.#max = max;
  }

  get slices(): ThroughputSlice[] {
    return this.#slices;
  }

  add(slice: ThroughputSlice): void {
    this.#slices.push(slice);
    if (this.#slices.length > this.#max) this.#slices = mergePairs(this.#slices);
  }
}

function mergePairs(slices: readonly ThroughputSlice[]): ThroughputSlice[] {
  const merged: ThroughputSlice[] = [];
  for (let i = 0; i < slices.length; i += 2) {
    const [first, second] = [slices[i]!, slices[i + 1]];
    merged.push(second ? mergeSlices(first, second) : first);
  }
  return merged;
}

/** Two slices as one: counts are exact, `max` is exact, percentiles are the mean weighted by operations. */
export function mergeSlices(a: ThroughputSlice, b: ThroughputSlice): ThroughputSlice {
  const ops = a.ops + b.ops;
  const mean = (x: number, y: number) => (ops === 0 ? 0 : (x * a.ops + y * b.ops) / ops);
  const spanNs = a.spanNs + b.spanNs;
  return {
    atNs: a.atNs - a.spanNs / 2n + spanNs / 2n,
    spanNs,
    ops,
    bytes: a.bytes + b.bytes,
    errors: a.errors + b.errors,
    operations: a.operations + b.operations,
    p50: mean(a.p50, b.p50),
    p90: mean(a.p90, b.p90),
    p99: mean(a.p99, b.p99),
    max: Math.max(a.max, b.max),
    dropped: a.dropped + b.dropped,
    modelled: a.modelled || b.modelled,
  };
}
