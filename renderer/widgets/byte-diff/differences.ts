/** Bytes that differ between two runs of bytes; those that only one of them has differ too. */

/** A half-open run of differing bytes. */
export interface DifferingRun {
  readonly offset: number;
  readonly length: number;
}

/** Whether the bytes at `at` differ; only bits that are 1 in `mask` count, all where there is none. */
export function differsAt(left: Uint8Array, right: Uint8Array, at: number, mask?: Uint8Array): boolean {
  if (at >= left.length || at >= right.length) return at < Math.max(left.length, right.length);
  return ((left[at]! ^ right[at]!) & (mask?.[at] ?? 0xff)) !== 0;
}

/** Runs of differing bytes, in order; neighbours are one run. */
export function differingRuns(left: Uint8Array, right: Uint8Array, mask?: Uint8Array): readonly DifferingRun[] {
  const runs: DifferingRun[] = [];
  const end = Math.max(left.length, right.length);
  for (let at = 0; at < end; at++) {
    if (!differsAt(left, right, at, mask)) continue;
    const offset = at;
    while (at < end && differsAt(left, right, at, mask)) at++;
    runs.push({ offset, length: at - offset });
  }
  return runs;
}

/** The run before or after a place, round at the ends; undefined when there is none. */
export function neighbour(runs: readonly DifferingRun[], at: number, direction: 1 | -1): DifferingRun | undefined {
  return direction > 0
    ? (runs.find(({ offset }) => offset > at) ?? runs[0])
    : (runs.findLast(({ offset }) => offset < at) ?? runs.at(-1));
}
