import type { IovaRange, Mapping } from '../../../native-bridge/rules/types.ts';

/** Rounds up to a multiple of a power of two. */
export const alignUp = (value: bigint, to: bigint) => (value + to - 1n) & ~(to - 1n);

/**
 * The lowest page-aligned IOVA at which `size` bytes fit inside a window without touching a mapping, or undefined when nothing is
 * free. Windows and mappings are sorted by address; `pageSize` is a power of two.
 */
export function suggestIova(
  size: bigint,
  pageSize: bigint,
  windows: readonly IovaRange[],
  mappings: readonly Mapping[],
): bigint | undefined {
  for (const window of windows) {
    let candidate = alignUp(window.start, pageSize);
    for (const { iova, size: taken } of mappings) {
      if (iova + taken <= candidate) continue;
      if (iova >= candidate + size) break;
      candidate = alignUp(iova + taken, pageSize);
    }
    if (candidate + size - 1n <= window.end) return candidate;
  }
  return undefined;
}
