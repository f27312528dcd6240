import type { LaneOperation } from '../../../electron/contract/two-paths/messages.ts';

/** A lane on a time axis of its own: the time its system calls took, one behind the other, without the pauses between them. */
export interface Timeline {
  /** End of each store, ns from the start of the lane. */
  readonly ends: readonly number[];
  readonly total: number;
}

export function timelineOf(operations: readonly LaneOperation[]): Timeline {
  let total = 0;
  const ends = operations.map(({ durationNs }) => {
    total += durationNs;
    return total;
  });
  return { ends, total };
}

/** Stores that are over at a time. */
export function storesBy({ ends }: Timeline, atNs: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= atNs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Time of the next end of a store, in any lane, behind `atNs` (1) or before it (-1): one step of the picture. */
export function stepFrom(timelines: readonly Timeline[], atNs: number, direction: 1 | -1): number {
  const candidates = timelines.flatMap((timeline) => {
    const done = storesBy(timeline, atNs);
    const isAtEnd = done > 0 && timeline.ends[done - 1] === atNs;
    const index = direction > 0 ? done : done - (isAtEnd ? 2 : 1);
    return timeline.ends[index] ?? [];
  });
  if (direction > 0) return Math.min(...candidates, ...(candidates.length ? [] : [atNs]));
  return Math.max(0, ...candidates);
}

/**
 * Outline of all stores on the axis, as an SVG path: one box a store, as high as it is large and at least `least` wide. `width` stands
 * for `span` ns.
 */
export function storesPath(
  { ends }: Timeline,
  span: number,
  { width, height, boxHeight, least }: { width: number; height: number; boxHeight: number; least: number },
): string {
  const x = (ns: number) => (ns / span) * width;
  return ends
    .map((end, index) => {
      const start = x(ends[index - 1] ?? 0);
      const wide = Math.max(x(end) - start, least);
      const gap = wide > 2 ? GAP * Math.min(wide / 4, 1) : wide * 0.3;
      return `M${round(start)} ${height}v${-boxHeight}h${round(wide - gap)}v${boxHeight}z`;
    })
    .join('');
}

const GAP = 1;
const round = (value: number) => Math.round(value * 100) / 100;

/** Height of the box of a store: a block of 4 KiB is as high as there is room, four bytes are a sixth of it. */
export const boxHeight = (bytes: number, height: number): number => height * (Math.log2(bytes) / 12);
