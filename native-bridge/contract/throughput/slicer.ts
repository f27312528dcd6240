import type { BurstSlice } from '../bridge-contract.ts';
import { type BurstColumns, columnsOf, firstStart } from './columns.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import type { TimeSlice } from './time-slice.ts';

/** Length of a throughput slice on the target's clock, ns. */
export const SLICE_NS = 100_000_000;

type Counts = Pick<BurstSlice, 'bytes' | 'errors' | 'operations' | 'dropped'>;
type Drained = Counts & Pick<BurstSlice, 'count' | 'startNs' | 'durationNs' | 'result'>;

/** Cuts the operations of one burst into slices of 100 ms by their start. */
export class Slicer {
  readonly #out: (slice: TimeSlice) => void;
  readonly #histogram = new LatencyHistogram();
  /** First start on the target's clock; times below count from it. */
  #originNs: bigint | undefined;
  /** End of the last operation. */
  #endNs = 0;
  #made = 0;
  #open = emptyCounts(0, 0);

  /** `out` takes each slice when it is closed; slices in which nothing began are not given out. */
  constructor(out: (slice: TimeSlice) => void) {
    this.#out = out;
  }

  /** Throws `bad-answer` when columns do not hold what was announced. */
  add(drained: Drained): void {
    this.#originNs ??= firstStart(drained);
    const columns = columnsOf(drained, this.#originNs ?? 0n);
    const perOperation = drained.operations / Math.max(columns.count + drained.dropped, 1);
    for (let index = 0; index < columns.count; index++) this.#addOne(columns, index, perOperation);
    if (drained.dropped > 0) this.#drop(drained, columns, perOperation);
  }

  /** Gives out the last slice, shorter than the others. */
  end(): void {
    const spanNs = Math.min(this.#endNs - this.#open.startNs, SLICE_NS);
    if (this.#open.ops > 0) this.#close(Math.max(spanNs, 1));
  }

  /** Dropped operations have no start: they count to the slice that is open when they are told. */
  #drop({ dropped, bytes, errors }: Drained, columns: BurstColumns, perOperation: number): void {
    const seen = movedAndFailed(columns);
    this.#open.ops += dropped;
    this.#open.dropped += dropped;
    this.#open.bytes += bytes - seen.bytes;
    this.#open.errors += errors - seen.errors;
    this.#open.operations += dropped * perOperation;
    this.#made += dropped;
  }

  #addOne(columns: BurstColumns, index: number, operations: number): void {
    const startNs = columns.startNs(index);
    const duration = columns.durationNs(index);
    if (startNs >= this.#open.startNs + SLICE_NS) this.#next(startNs);
    this.#count(columns.result(index), operations);
    this.#histogram.add(duration);
    if (startNs + duration > this.#endNs) this.#endNs = startNs + duration;
  }

  #count(result: number, operations: number): void {
    const open = this.#open;
    open.ops += 1;
    if (result < 0) open.errors += 1;
    else open.bytes += result;
    open.operations += operations;
    this.#made += 1;
  }

  /** Closes the open slice and opens the one `startNs` falls into. */
  #next(startNs: number): void {
    const skipped = Math.floor((startNs - this.#open.startNs) / SLICE_NS);
    const nextStart = this.#open.startNs + skipped * SLICE_NS;
    if (this.#open.ops > 0) this.#close(SLICE_NS);
    this.#open = emptyCounts(nextStart, this.#made);
  }

  #close(spanNs: number): void {
    const { startNs, operations, ...counts } = this.#open;
    const latency = this.#histogram.toBytes();
    const [start, endNs] = [startNs, this.#endNs].map((ns) => (this.#originNs ?? 0n) + BigInt(ns)) as [bigint, bigint];
    this.#out({ ...counts, startNs: start, spanNs, endNs, operations: Math.round(operations), latency });
    this.#histogram.clear();
    this.#open = emptyCounts(startNs + spanNs, this.#made);
  }
}

function movedAndFailed(columns: BurstColumns) {
  const seen = { bytes: 0, errors: 0 };
  for (let index = 0; index < columns.count; index++) {
    const result = columns.result(index);
    if (result < 0) seen.errors++;
    else seen.bytes += result;
  }
  return seen;
}

const emptyCounts = (startNs: number, firstOp: number) => ({
  ...{ startNs, firstOp },
  ...{ ops: 0, bytes: 0, errors: 0, operations: 0, dropped: 0 },
});
