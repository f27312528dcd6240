import type { Drained } from '../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { LatencyHistogram } from '../../native-bridge/contract/throughput/latency-histogram.ts';
import type { BurstTotals } from './burst-totals.ts';

/** Adds up what is drained of a burst. */
export class BurstSums {
  readonly #latency = new LatencyHistogram();
  #counts = { ops: 0, bytes: 0, errors: 0, operations: 0, dropped: 0 };
  #modelled = false;
  #startNs: bigint | undefined;
  #endNs = 0n;

  /** Throws `bad-answer` for latencies that are none. */
  add(drained: Drained): void {
    const { count, bytes, errors, operations, dropped, modelled, slices } = drained;
    this.#counts.ops += count + dropped;
    this.#counts.bytes += bytes;
    this.#counts.errors += errors;
    this.#counts.operations += operations;
    this.#counts.dropped += dropped;
    this.#modelled ||= modelled;
    for (const { startNs, endNs, latency } of slices) {
      this.#startNs ??= startNs;
      this.#endNs = endNs;
      if (!this.#latency.merge(latency)) throw noLatencies();
    }
  }

  /** Percentiles and time are of the slices that were closed: all of a burst that came to its end. */
  totals(path: string | undefined): BurstTotals {
    const spanNs = this.#startNs === undefined ? 0n : this.#endNs - this.#startNs;
    const seconds = Math.max(Number(spanNs), 1) / 1e9;
    const { ops, bytes } = this.#counts;
    const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => this.#latency.percentile(share)) as [
      number,
      number,
      number,
    ];
    const rates = { opsPerSecond: ops / seconds, bytesPerSecond: bytes / seconds };
    const latencies = { p50, p90, p99, max: this.#latency.max };
    return { ...this.#counts, spanNs, ...rates, ...latencies, modelled: this.#modelled, path };
  }
}

const noLatencies = () =>
  new WorkbenchError({ code: 'bad-answer', message: 'The latencies of a throughput slice cannot be read.' });
