import { firstEndingAt } from '../../../native-bridge/rules/sorted-mappings.ts';
import type { Mapping } from '../../../native-bridge/rules/types.ts';
import { type Viewport, xOf } from './viewport.ts';

/** Neighbouring mappings that share pixels, drawn as one rectangle. */
export interface Run {
  readonly x: number;
  readonly width: number;
  /** Indexes into the sorted mappings, both inclusive. */
  readonly first: number;
  readonly last: number;
}

const MIN_WIDTH = 2;

/**
 * The rectangles of what is in view. Mappings closer than one pixel become one run, so a strip of `width` pixels never holds more
 * than `width` runs, however many mappings exist; the next run is found by binary search.
 */
export function runsOf(mappings: readonly Mapping[], view: Viewport, width: number): readonly Run[] {
  const runs: Run[] = [];
  const end = view.start + view.span;
  let first = firstEndingAt(mappings, view.start);
  while (first < mappings.length && mappings[first]!.iova < end) {
    const run = runFrom(mappings, first, view, width);
    runs.push(run);
    first = run.last + 1;
  }
  return runs;
}

function runFrom(mappings: readonly Mapping[], first: number, view: Viewport, width: number): Run {
  const { iova, size } = mappings[first]!;
  const x = Math.max(xOf(view, iova, width), 0);
  const right = Math.min(xOf(view, iova + size, width), width);
  if (right - x >= MIN_WIDTH) return { x, width: right - x, first, last: first };
  // everything that ends inside these two pixels joins the run
  const beyond = view.start + BigInt(Math.ceil(((x + MIN_WIDTH) / width) * Number(view.span)));
  const last = Math.max(firstEndingAt(mappings, beyond) - 1, first);
  return { x, width: MIN_WIDTH, first, last };
}

/** Index of the mapping that holds `address`, or undefined. */
export function mappingAt(mappings: readonly Mapping[], address: bigint): number | undefined {
  const index = firstEndingAt(mappings, address);
  const found = mappings[index];
  return found && found.iova <= address ? index : undefined;
}
