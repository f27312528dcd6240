import { hexNumber } from '../abi/hex.ts';
import { alignDown, alignUp } from './breach.ts';
import type { Breach, DmaMap, Facts, IovaRange } from './types.ts';

/** Arithmetic of I/O virtual address ranges. Ends are inclusive, as in the kernel's lists. */

export const U64_MAX = 0xffff_ffff_ffff_ffffn;

export const lastOf = ({ iova, size }: { readonly iova: bigint; readonly size: bigint }) => iova + size - 1n;

export const rangeText = (iova: bigint, size: bigint) =>
  size === 0n ? `${hexNumber(iova)} + 0` : `${hexNumber(iova)}-${hexNumber(iova + size - 1n)}`;

export const inWindow = (range: Pick<DmaMap, 'iova' | 'size'>, windows: readonly IovaRange[]) =>
  windows.length === 0 || windows.some(({ start, end }) => start <= range.iova && lastOf(range) <= end);

/** Lowest free, aligned IOVA for `size` bytes inside the windows, or undefined when there is no such gap. */
export function freeIova(size: bigint, { windows, mappings, pageSize }: Facts): bigint | undefined {
  for (const { start, end } of windows) {
    let candidate = alignUp(start, pageSize);
    for (const mapping of mappings) {
      if (lastOf(mapping) < candidate) continue;
      if (candidate + size <= mapping.iova) break;
      candidate = alignUp(lastOf(mapping) + 1n, pageSize);
    }
    if (candidate + size - 1n <= alignDown(end + 1n, pageSize) - 1n) return candidate;
  }
  return undefined;
}

export const rangesText = (ranges: readonly IovaRange[]) =>
  ranges.map(({ start, end }) => rangeText(start, end - start + 1n)).join(', ');

/** A breach of the IOVA, with the lowest free place as its mend where there is one. */
export function movedTo(detail: string, { size }: DmaMap, facts: Facts): Breach {
  const iova = size > 0n ? freeIova(size, facts) : undefined;
  return { field: 'iova', detail, mend: iova === undefined ? undefined : { iova } };
}
