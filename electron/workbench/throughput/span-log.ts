import type { ThroughputReach, ThroughputSlice } from '../../contract/app-contract.ts';
import { DetailLevel, type Numbered } from './detail-level.ts';
import { mergeSpans, type Span, sliceOf } from './span.ts';

/** Finest bin, ns: as long as a slice of a burst. */
const FINEST_NS = 100_000_000n;

/** Each level is this much coarser than the one before; eight of them are coarser than a day and a half in a thousand slices. */
const COARSER = 4n;
const LEVELS = 8;

/** Spans each level keeps: two minutes in slices of 100 ms, eight in slices of 400 ms, 34 hours in slices of 102 s. */
const KEPT = 1200;

/** What a window wants to see: at most `points` slices of a stretch of session time. */
export interface Stretch {
  readonly fromNs?: bigint;
  readonly toNs?: bigint;
  readonly points: number;
  /** Bins are at least this long. */
  readonly binNs?: bigint;
}

export interface Slices {
  readonly binNs: bigint;
  readonly slices: ThroughputSlice[];
  readonly reach?: ThroughputReach;
  /** A recording has not been read to its end: asking again goes on. */
  readonly more?: boolean;
}

/**
 * The throughput of a session in bounded memory, however long it lasts: everything is kept, the further back the coarser. Counts are
 * never lost, percentiles are merged from histograms.
 */
export class SpanLog {
  readonly #levels: readonly DetailLevel[];
  #first: Span | undefined;
  #endNs = 0n;
  #burst: number | undefined;
  #begins = true;
  #newestNs = 0n;
  #dropped = 0;
  #count = 0;

  /** `kept`: spans of each level, at least as many as one of the next level is made of (4); more of them keep finer detail of the past. */
  constructor(kept = KEPT) {
    const bins = Array.from({ length: LEVELS }, (_, level) => FINEST_NS * COARSER ** BigInt(level));
    this.#levels = bins.map((binNs) => new DetailLevel(binNs, kept));
  }

  add(span: Span): void {
    this.#first ??= span;
    if (span.toNs > this.#endNs) this.#endNs = span.toNs;
    this.#dropped += span.parts.reduce((sum, { dropped }) => sum + dropped, 0);
    if (this.#begins || (span.of && span.of.burst !== this.#burst)) this.#newestNs = span.fromNs;
    this.#begins = false;
    this.#burst = span.of?.burst ?? this.#burst;
    let rising: Numbered | undefined = { span, first: this.#count, end: ++this.#count };
    for (const level of this.#levels) rising = rising && level.add(rising);
  }

  /** What is added next is the first of something new, as a burst is by itself. */
  begin(): void {
    this.#begins = true;
  }

  /** Spans that are kept, for tests of the bound. */
  get size(): number {
    return this.#levels.reduce((sum, { size }) => sum + size, 0);
  }

  /** How far the log reaches, and where its newest burst or run began. */
  get reach(): ThroughputReach | undefined {
    if (!this.#first) return undefined;
    return { beginNs: this.#first.fromNs, endNs: this.#endNs, newestNs: this.#newestNs, dropped: this.#dropped };
  }

  /** The slices of a stretch (absent ends: all there is), the length of the bins they were merged in, and how far the log reaches. */
  slices({ fromNs, toNs, points, binNs: least = FINEST_NS }: Stretch): Slices {
    const { reach } = this;
    if (!reach) return { binNs: FINEST_NS, slices: [] };
    const from = fromNs ?? reach.beginNs;
    const to = toNs ?? reach.endNs;
    const binNs = binFor(to - from, points, least);
    const inside = this.#spans(binNs).filter((span) => span.toNs > from && span.fromNs < to);
    return { binNs, reach, slices: binned(inside, binNs).map((group) => sliceOf(mergeSpans(group))) };
  }

  /** Every operation once: from the level that is just fine enough, from coarser ones what that forgot, from finer ones what is newer. */
  #spans(binNs: bigint): Span[] {
    const taken: Numbered[] = [];
    const wanted = this.#levels.findLastIndex((level) => level.binNs <= binNs);
    for (let at = this.#levels.length - 1; at >= 0; at--) {
      const oldestOfFiner = at > wanted ? this.#levels[at - 1]!.oldest : Number.POSITIVE_INFINITY;
      taken.push(...this.#levels[at]!.between(taken.at(-1)?.end ?? 0, oldestOfFiner));
    }
    return [...taken, ...this.#levels[0]!.open].map(({ span }) => span);
  }
}

/** The shortest bin of 100 ms times a power of two of which `points` span the stretch. */
function binFor(stretchNs: bigint, points: number, leastNs: bigint): bigint {
  let binNs = FINEST_NS;
  while (binNs < leastNs || binNs * BigInt(points) < stretchNs) binNs *= 2n;
  return binNs;
}

/** Neighbours that begin within `binNs` of the first of them. */
function binned(spans: readonly Span[], binNs: bigint): Span[][] {
  const groups: Span[][] = [];
  for (const span of spans) {
    const group = groups.at(-1);
    if (group && span.fromNs - group[0]!.fromNs < binNs) group.push(span);
    else groups.push([span]);
  }
  return groups;
}
