import { hexNumber } from '../abi/hex.ts';
import type { DmaMap, IovaRange } from './types.ts';

/** Arithmetic of I/O virtual address ranges. Ends are inclusive, as in the kernel's lists. */

export const U64_MAX = 0xffff_ffff_ffff_ffffn;

export const lastOf = ({ iova, size }: { readonly iova: bigint; readonly size: bigint }) => iova + size - 1n;

export const rangeText = (iova: bigint, size: bigint) =>
  size === 0n ? `${hexNumber(iova)} + 0` : `${hexNumber(iova)}-${hexNumber(iova + size - 1n)}`;

export const inWindow = (range: Pick<DmaMap, 'iova' | 'size'>, windows: readonly IovaRange[]) =>
  windows.length === 0 || windows.some(({ start, end }) => start <= range.iova && lastOf(range) <= end);

export const rangesText = (ranges: readonly IovaRange[]) =>
  ranges.map(({ start, end }) => rangeText(start, end - start + 1n)).join(', ');
