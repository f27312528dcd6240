import { LatencyHistogram } from '../../../native-bridge/contract/throughput/latency-histogram.ts';
import { SLICE_NS } from '../../../native-bridge/contract/throughput/slicer.ts';
import type { RequestRow, ThroughputPart } from '../../contract/app-contract.ts';
import type { Span } from './span.ts';

/** What is needed of the row of a request; the rows of a recording have it too. */
export type SlicedRow = Pick<
  RequestRow,
  'atNs' | 'durationNs' | 'kind' | 'status' | 'path' | 'operations' | 'bytes' | 'modelled'
>;

/** Requests that access the function, as a burst does; mapping, waiting and the like move no payload. */
const ACCESSES = new Set(['pcistb', 'pcilg', 'region.write', 'region.read', 'config.write', 'config.read']);

const SPAN_NS = BigInt(SLICE_NS);

/** Longest latency a histogram takes, ns. */
const LONGEST_NS = 0xffff_ffffn;

/**
 * Cuts single requests into spans of 100 ms, each from its first request on. They are made where rows get their place in the session,
 * as only there it is known; whoever watches is told spans, as of a burst. A span that was given out before it was over is followed by
 * another of the same time: a log adds them up.
 */
export class RequestSpans {
  readonly #out: (span: Span) => void;
  readonly #histogram = new LatencyHistogram();
  readonly #parts = new Map<string, Counts>();
  #fromNs: bigint | undefined;
  #modelled = false;

  constructor(out: (span: Span) => void) {
    this.#out = out;
  }

  /** Takes a row in; false when it is no access that was made. Rows come in the order of their times. */
  add(row: SlicedRow): boolean {
    if (!ACCESSES.has(row.kind) || row.status === 'refused') return false;
    if (this.#fromNs === undefined || row.atNs >= this.#fromNs + SPAN_NS) this.#begin(row.atNs);
    count(this.#partOf(row), row);
    this.#modelled ||= row.modelled;
    this.#histogram.add(Number(row.durationNs > LONGEST_NS ? LONGEST_NS : row.durationNs));
    return true;
  }

  /** Gives out what was not given out yet. */
  flush(): void {
    if (this.#parts.size === 0) return;
    const fromNs = this.#fromNs!;
    const parts = [...this.#parts.values()];
    this.#parts.clear();
    const latency = this.#histogram.toBytes();
    this.#histogram.clear();
    this.#out({ fromNs, toNs: fromNs + SPAN_NS, parts, latency, modelled: this.#modelled });
    this.#modelled = false;
  }

  /** As `flush`; the next request begins a span of its own. */
  end(): void {
    this.flush();
    this.#fromNs = undefined;
  }

  #begin(atNs: bigint): void {
    this.flush();
    this.#fromNs = atNs;
  }

  #partOf({ kind: op, path }: SlicedRow): Counts {
    const key = `${op} ${path ?? ''}`;
    const known = this.#parts.get(key) ?? { op, path, ops: 0, bytes: 0, errors: 0, operations: 0, dropped: 0 };
    this.#parts.set(key, known);
    return known;
  }
}

type Counts = { -readonly [Name in keyof ThroughputPart]: ThroughputPart[Name] };

function count(part: Counts, { status, bytes, operations = 0 }: SlicedRow): void {
  part.ops += 1;
  if (status === 'ok') part.bytes += bytes;
  else part.errors += 1;
  part.operations += operations;
}
