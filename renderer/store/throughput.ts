import type { ThroughputReach, ThroughputSlice } from '../../electron/contract/app-contract.ts';

/** What the window shows of the throughput of a session: a stretch of it, in slices that the workbench has merged to fit a chart. */

/** Slices the charts show at most; the workbench doubles its bins before there are more. */
export const POINTS = 300;

/** A stretch of session time, ns. */
export interface TimeSpan {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** What is wanted: the newest burst or run, everything, or a stretch that was chosen; the first two go on with what is new. */
export type Stretch = 'newest' | 'all' | TimeSpan;

/** Two places in the charts, named by the middle of their slices. */
export interface Cursors {
  readonly a?: bigint;
  readonly b?: bigint;
}

export interface Throughput {
  readonly stretch: Stretch;
  /** What the slices are of; undefined while others are being asked for. */
  readonly read?: Stretch;
  readonly slices: readonly ThroughputSlice[];
  readonly binNs: bigint;
  /** The recording is still being read. */
  readonly more?: boolean;
  /** How far there is something, and the session's own time as that was told. Goes on while the display is held. */
  readonly reach?: ThroughputReach;
  readonly nowNs?: bigint;
  /** The display stands still at this reach; collecting goes on. */
  readonly held?: ThroughputReach;
  readonly cursors: Cursors;
  /** Series that are not drawn. */
  readonly hidden: readonly string[];
  /** Bytes in powers of ten rather than of two. */
  readonly decimal: boolean;
}

export const noThroughput: Throughput = {
  stretch: 'newest',
  slices: [],
  binNs: 0n,
  cursors: {},
  hidden: [],
  decimal: false,
};

export const startOf = ({ atNs, spanNs }: ThroughputSlice): bigint => atNs - spanNs / 2n;
export const endOf = (slice: ThroughputSlice): bigint => startOf(slice) + slice.spanNs;

/** Of two tellings how far there is something, the later one. */
export const farther = (known: ThroughputReach | undefined, told: ThroughputReach | undefined) =>
  known && (!told || told.endNs < known.endNs) ? known : told;

/** What is shown goes on with what is new. */
export const isOpenEnded = ({ stretch, held }: Throughput) => typeof stretch === 'string' && !held;

/** The stretch in times: without an end where it goes on with what is new. */
export function timesOf({ stretch, reach, held }: Throughput): Partial<TimeSpan> {
  if (typeof stretch !== 'string') return stretch;
  const fromNs = stretch === 'newest' ? (held ?? reach)?.newestNs : undefined;
  return { fromNs, toNs: held?.endNs };
}

/** The slices with newer ones: those from the first of `newer` on are replaced, because the last bin may have been incomplete. */
export function withNewer(
  slices: readonly ThroughputSlice[],
  newer: readonly ThroughputSlice[],
): readonly ThroughputSlice[] {
  const [first] = newer;
  if (!first) return slices;
  const kept = slices.findLastIndex((slice) => startOf(slice) < startOf(first)) + 1;
  return [...slices.slice(0, kept), ...newer];
}

/** The slice at a time: the one it lies in, else the nearest. */
export function sliceAt(slices: readonly ThroughputSlice[], atNs: bigint): ThroughputSlice | undefined {
  let best: ThroughputSlice | undefined;
  for (const slice of slices) if (!best || distance(slice, atNs) < distance(best, atNs)) best = slice;
  return best;
}

function distance(slice: ThroughputSlice, atNs: bigint): bigint {
  const [from, to] = [startOf(slice), endOf(slice)];
  return atNs < from ? from - atNs : atNs > to ? atNs - to : 0n;
}
