import type { IovaRange, Mapping } from '../../../native-bridge/rules/types.ts';

/** The IOVA space cut at every boundary that matters: where windows begin and end, and where mappings lie. */

/** Last address of a 64-bit IOVA space. */
export const LAST_IOVA = 0xffff_ffff_ffff_ffffn;

export interface Segment {
  readonly kind: 'reserved' | 'free' | 'mapped';
  readonly start: bigint;
  /** Inclusive, as the kernel gives window ends. */
  readonly end: bigint;
  /** Mappings merged into it. */
  readonly mappings: number;
  /** Index of the first of them among all mappings. */
  readonly first?: number;
}

interface Cluster {
  readonly start: bigint;
  end: bigint;
  mappings: number;
  readonly first: number;
}

/** Indexes of the clusters with the widest gaps before them, at most `count`. */
function widestGaps(sorted: readonly Cluster[], count: number): ReadonlySet<number> {
  const gapBefore = (index: number) => sorted[index]!.start - sorted[index - 1]!.end;
  const indexes = Array.from({ length: Math.max(sorted.length - 1, 0) }, (_, i) => i + 1);
  if (indexes.length > count) indexes.sort((a, b) => (gapBefore(a) < gapBefore(b) ? 1 : -1));
  return new Set(indexes.slice(0, count));
}

/** Sorted mappings as clusters, nearest neighbours joined until at most `most` are left. `before` counts mappings below them. */
function clusters(mappings: readonly Mapping[], before: number, most: number): readonly Cluster[] {
  const sorted = mappings.map(({ iova, size }, index) => ({
    start: iova,
    end: iova + size - 1n,
    mappings: 1,
    first: before + index,
  }));
  const breaks = widestGaps(sorted, most - 1);
  const joined: Cluster[] = [];
  for (const [index, one] of sorted.entries()) {
    const last = joined.at(-1);
    if (!last || breaks.has(index)) joined.push({ ...one });
    else {
      last.end = one.end;
      last.mappings += one.mappings;
    }
  }
  return joined;
}

/** The parts of one window: free stretches between clusters of mappings. */
function windowSegments(window: IovaRange, mapped: readonly Cluster[]): Segment[] {
  const parts: Segment[] = [];
  let next = window.start;
  for (const cluster of mapped) {
    if (cluster.start > next) parts.push({ kind: 'free', start: next, end: cluster.start - 1n, mappings: 0 });
    parts.push({ kind: 'mapped', ...cluster });
    next = cluster.end + 1n;
  }
  if (next <= window.end) parts.push({ kind: 'free', start: next, end: window.end, mappings: 0 });
  return parts;
}

const MOST_CLUSTERS = 24;

/**
 * Every stretch of 0 .. 2^64-1 in order, without gaps: reserved holes outside the windows, free and mapped stretches inside.
 * `windows` are sorted and disjoint as the kernel gives them; `mappings` are sorted by IOVA and lie inside windows.
 */
export function segmentsOf(
  windows: readonly IovaRange[],
  mappings: readonly Mapping[],
  most = MOST_CLUSTERS,
): readonly Segment[] {
  const segments: Segment[] = [];
  let next = 0n;
  for (const window of windows) {
    if (window.start > next) segments.push({ kind: 'reserved', start: next, end: window.start - 1n, mappings: 0 });
    const inside = mappings.filter(({ iova }) => iova >= window.start && iova <= window.end);
    const before = inside[0] ? mappings.indexOf(inside[0]) : 0;
    segments.push(...windowSegments(window, clusters(inside, before, most)));
    next = window.end + 1n;
  }
  if (next <= LAST_IOVA) segments.push({ kind: 'reserved', start: next, end: LAST_IOVA, mappings: 0 });
  return segments;
}
