import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { endOf, startOf } from '../../store/throughput.ts';

/** Slices follow each other when the hole between them is shorter than the longer of them; otherwise nothing was sent meanwhile. */
export function isPause(a: ThroughputSlice, b: ThroughputSlice): boolean {
  const longer = a.spanNs > b.spanNs ? a.spanNs : b.spanNs;
  return startOf(b) - endOf(a) > longer;
}

/** The slices without their pauses: no line is drawn from one run to the next. */
export function runsOf(slices: readonly ThroughputSlice[]): readonly (readonly ThroughputSlice[])[] {
  const runs: ThroughputSlice[][] = [];
  for (const slice of slices) {
    const before = runs.at(-1)?.at(-1);
    if (before && !isPause(before, slice)) runs.at(-1)!.push(slice);
    else runs.push([slice]);
  }
  return runs;
}
