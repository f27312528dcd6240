import { LatencyHistogram } from '../../../native-bridge/contract/throughput/latency-histogram.ts';
import type { TimeSlice } from '../../../native-bridge/contract/throughput/time-slice.ts';
import type { ThroughputPart, ThroughputSlice } from '../../contract/app-contract.ts';

/** What a burst is, as far as its throughput is concerned. */
export interface BurstKind {
  /** Number of the burst inside the session. */
  readonly burst: number;
  readonly op: string;
  readonly path?: string;
  readonly modelled: boolean;
}

/** Throughput of a stretch of session time, in a form that merges without loss. */
export interface Span {
  readonly fromNs: bigint;
  readonly toNs: bigint;
  readonly parts: readonly ThroughputPart[];
  /** A LatencyHistogram as bytes. */
  readonly latency: Uint8Array;
  readonly modelled: boolean;
  /** Operations of a burst, when they are all of the same one. */
  readonly of?: NonNullable<ThroughputSlice['of']>;
}

/** A slice the bridge made, on the session's time line. */
export function spanOf(slice: TimeSlice, fromNs: bigint, { burst, op, path, modelled }: BurstKind): Span {
  const { spanNs, ops, bytes, errors, operations, dropped, firstOp, latency } = slice;
  return {
    fromNs,
    toNs: fromNs + BigInt(spanNs),
    parts: [{ op, path, ops, bytes, errors, operations, dropped }],
    latency,
    modelled,
    of: { burst, firstOp, lastOp: firstOp + ops - 1 },
  };
}

const scratch = new LatencyHistogram();

function gathered(spans: readonly Span[]): LatencyHistogram {
  scratch.clear();
  for (const { latency } of spans) scratch.merge(latency);
  return scratch;
}

/** Neighbours as one: counts, maximum and percentiles are as exact as they were. */
export function mergeSpans(spans: readonly Span[]): Span {
  const [first] = spans;
  if (spans.length === 1) return first!;
  return {
    fromNs: spans.reduce((least, { fromNs }) => (fromNs < least ? fromNs : least), first!.fromNs),
    toNs: spans.reduce((most, { toNs }) => (toNs > most ? toNs : most), first!.toNs),
    parts: mergeParts(spans.flatMap(({ parts }) => parts)),
    latency: gathered(spans).toBytes(),
    modelled: spans.some(({ modelled }) => modelled),
    of: sameBurst(spans),
  };
}

/** One part for each operation and path. */
function mergeParts(parts: readonly ThroughputPart[]): ThroughputPart[] {
  const merged = new Map<string, ThroughputPart>();
  for (const part of parts) {
    const key = `${part.op} ${part.path ?? ''}`;
    const known = merged.get(key);
    merged.set(key, known ? addParts(known, part) : part);
  }
  return [...merged.values()];
}

const addParts = (a: ThroughputPart, b: ThroughputPart): ThroughputPart => ({
  op: a.op,
  path: a.path,
  ops: a.ops + b.ops,
  bytes: a.bytes + b.bytes,
  errors: a.errors + b.errors,
  operations: a.operations + b.operations,
  dropped: a.dropped + b.dropped,
});

function sameBurst(spans: readonly Span[]): Span['of'] {
  const [first] = spans;
  if (!first?.of || spans.some(({ of }) => of?.burst !== first.of!.burst)) return undefined;
  const firstOp = Math.min(...spans.map(({ of }) => of!.firstOp));
  return { burst: first.of.burst, firstOp, lastOp: Math.max(...spans.map(({ of }) => of!.lastOp)) };
}

const NOTHING: ThroughputPart = { op: '', ops: 0, bytes: 0, errors: 0, operations: 0, dropped: 0 };

/** A span as a window is told it. */
export function sliceOf(span: Span): ThroughputSlice {
  const { fromNs, toNs, parts, modelled, of } = span;
  const { ops, bytes, errors, operations, dropped } = parts.reduce(addParts, NOTHING);
  const latency = gathered([span]);
  const at = (share: number) => latency.percentile(share);
  return {
    ...{ atNs: (fromNs + toNs) / 2n, spanNs: toNs - fromNs },
    ...{ ops, bytes, errors, operations, dropped },
    ...{ p50: at(0.5), p90: at(0.9), p99: at(0.99), max: latency.max },
    ...{ modelled, parts: [...parts], of },
  };
}
