import type { Segment } from './segments.ts';

/** The overview axis: every segment gets a share of the width by the logarithm of its size, so 64 KiB stays visible beside 2^64. */

export interface PlacedSegment extends Segment {
  /** Pixels from the left. */
  readonly x: number;
  readonly width: number;
}

const MIN_SHARE = 6;
const RESERVED_SHARE = 0.3;

/** Holes matter less than windows: they get a fraction of what their size would give them. */
function share({ kind, start, end }: Segment): number {
  const doublings = Math.log2(Number(end - start) + 1);
  return Math.max(kind === 'reserved' ? doublings * RESERVED_SHARE : doublings - 8, MIN_SHARE);
}

/** Segments with pixel places that fill `width` exactly. */
export function placeSegments(segments: readonly Segment[], width: number): readonly PlacedSegment[] {
  const total = segments.reduce((sum, segment) => sum + share(segment), 0);
  let x = 0;
  return segments.map((segment) => {
    const placed = { ...segment, x, width: (share(segment) / total) * width };
    x += placed.width;
    return placed;
  });
}

/** Pixel of an address on the overview; linear inside each segment. */
export function overviewX(placed: readonly PlacedSegment[], address: bigint): number {
  const segment = placed.find(({ end }) => address <= end);
  if (!segment) return 0;
  const span = Number(segment.end - segment.start) + 1;
  return segment.x + (Number(address - segment.start) / span) * segment.width;
}

/** Address under a pixel of the overview. */
export function overviewAddress(placed: readonly PlacedSegment[], x: number): bigint {
  const segment = placed.find((one) => x < one.x + one.width) ?? placed.at(-1);
  if (!segment) return 0n;
  const part = Math.min(Math.max((x - segment.x) / segment.width, 0), 1);
  return segment.start + scaled(segment.end - segment.start, part);
}

const FINE = 1n << 32n;

/** `span * part` without leaving 64-bit precision for more than the fraction's 32 bits. */
export const scaled = (span: bigint, part: number): bigint => (span * BigInt(Math.round(part * Number(FINE)))) / FINE;
