import type { IovaRange } from '../../../native-bridge/rules/types.ts';
import { scaled } from './axis.ts';
import { LAST_IOVA } from './segments.ts';

/** What the detail strip shows: `span` addresses from `start`, linear and to scale. */
export interface Viewport {
  readonly start: bigint;
  readonly span: bigint;
}

/** Closest zoom: sixteen 4 KiB pages. */
const MIN_SPAN = 0x1_0000n;
const MAX_SPAN = LAST_IOVA + 1n;

function clamped(start: bigint, span: bigint): Viewport {
  const kept = span < MIN_SPAN ? MIN_SPAN : span > MAX_SPAN ? MAX_SPAN : span;
  const last = MAX_SPAN - kept;
  return { start: start < 0n ? 0n : start > last ? last : start, span: kept };
}

/** The viewport that shows an inclusive range with a margin of 1/16 on both sides. */
export function fitted({ start, end }: IovaRange): Viewport {
  const size = end - start + 1n;
  const wanted = size < MIN_SPAN ? MIN_SPAN : size;
  const margin = wanted / 16n;
  return clamped(start - margin - (wanted - size) / 2n, wanted + 2n * margin);
}

/** Zooms about the pointer: the address at `part` (0 left .. 1 right) stays where it is. `factor` below 1 zooms in. */
export function zoom({ start, span }: Viewport, factor: number, part: number): Viewport {
  const wanted = factor < 1 ? scaled(span, factor) : scaled(span, Math.min(factor, 16));
  const { span: kept } = clamped(start, wanted);
  return clamped(start + scaled(span, part) - scaled(kept, part), kept);
}

/** Moves by a part of what is visible; negative goes left. */
export function pan({ start, span }: Viewport, part: number): Viewport {
  const by = scaled(span, Math.abs(part));
  return clamped(part < 0 ? start - by : start + by, span);
}

/** Pixel of an address; outside the strip when the address is outside the viewport. */
export function xOf({ start, span }: Viewport, address: bigint, width: number): number {
  return (Number(address - start) / Number(span)) * width;
}

/** Address under a pixel. */
export function addressAt({ start, span }: Viewport, x: number, width: number): bigint {
  return start + scaled(span, Math.min(Math.max(x / width, 0), 1));
}
