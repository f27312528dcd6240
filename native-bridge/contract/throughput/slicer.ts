import type { BurstSlice } from '../../../native-bridge/contract/bridge-contract.ts';
import type { ThroughputSlice } from '../../contract/app-contract.ts';
import { type BurstColumns, columnsOf, firstStart } from './columns.ts';
import { LatencyHistogram } from './latency-histogram.ts';

/** Length of a throughput slice on the target's clock, ns. */
export const SLICE_NS = 100_000_000;

/** Cuts the operations of one burst into slices of 100 ms by their start, and keeps the totals of the whole burst. */
export class Slicer {
  readonly #place: (targetNs: bigint) => bigint;
  readonly #out: (slice: ThroughputSlice) => void;
  readonly #histogram = new LatencyHistogram();
  readonly total = new LatencyHistogram();
  /** Of all operations, also of the dropped ones, which have no start and no duration. */
  bytes = 0;
  errors = 0;
  operations = 0;
  dropped = 0;
  modelled = false;
  /** From the first start to the last end on the target's clock, ns. */
  spanNs = 0;
  /** First start on the target's clock; times below count from it. */
  originNs: bigint | undefined;
  #open = emptyCounts(0);

  /** `place` puts a reading of the target's clock on the session's time line. */
  constructor(place: (targetNs: bigint) => bigint, out: (slice: ThroughputSlice) => void) {
    this.#place = place;
    this.#out = out;
  }

  add(slice: BurstSlice): void {
    this.originNs ??= firstStart(slice);
    const columns = columnsOf(slice, this.originNs ?? 0n);
    this.modelled ||= slice.modelled;
    this.bytes += slice.bytes;
    this.errors += slice.errors;
    this.operations += slice.operations;
    this.dropped += slice.dropped;
    const perOperation = slice.operations / Math.max(columns.count + slice.dropped, 1);
    for (let index = 0; index < columns.count; index++) this.#addOne(columns, index, perOperation);
    this.#open.dropped += slice.dropped;
  }

  /** Gives out the last slice, shorter than the others. */
  end(): void {
    if (this.#open.ops > 0) this.#close(Math.max(this.spanNs - this.#open.startNs, 1));
  }

  #addOne(columns: BurstColumns, index: number, operations: number): void {
    const startNs = columns.startNs(index);
    const duration = columns.durationNs(index);
    if (startNs >= this.#open.startNs + SLICE_NS) this.#next(startNs);
    this.#count(columns.result(index), operations);
    this.#histogram.add(duration);
    this.total.add(duration);
    this.spanNs = Math.max(this.spanNs, startNs + duration);
  }

  #count(result: number, operations: number): void {
    const moved = Math.max(result, 0);
    const failed = result < 0 ? 1 : 0;
    this.#open.ops += 1;
    this.#open.bytes += moved;
    this.#open.errors += failed;
    this.#open.operations += operations;
  }

  /** Closes the open slice and opens the one `startNs` falls into; slices without operations are not given out. */
  #next(startNs: number): void {
    const skipped = Math.floor((startNs - this.#open.startNs) / SLICE_NS);
    const nextStart = this.#open.startNs + skipped * SLICE_NS;
    if (this.#open.ops > 0) this.#close(SLICE_NS);
    this.#open = { ...emptyCounts(nextStart), dropped: this.#open.dropped };
  }

  #close(spanNs: number): void {
    const { startNs, ops, bytes, errors, operations, dropped } = this.#open;
    const atNs = this.#place((this.originNs ?? 0n) + BigInt(Math.round(startNs + spanNs / 2)));
    const counts = { ops, bytes, errors, operations: Math.round(operations), dropped };
    this.#out({ atNs, spanNs: BigInt(spanNs), ...counts, ...this.#percentiles(), modelled: this.modelled });
    this.#histogram.clear();
    this.#open = emptyCounts(startNs + spanNs);
  }

  #percentiles() {
    const { max } = this.#histogram;
    const at = (share: number) => this.#histogram.percentile(share);
    return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max };
  }
}

const emptyCounts = (startNs: number) => ({ startNs, ops: 0, bytes: 0, errors: 0, operations: 0, dropped: 0 });
