import type { BurstSlice, BurstSpec } from '../../native-bridge/contract/bridge-contract.ts';
import type { OpenBurst } from './bridge-client/open-target.ts';
import type { Slicer } from './throughput/slicer.ts';

/** Totals of a burst; times are on the target's clock, latencies in ns. */
export interface BurstTotals {
  readonly ops: number;
  readonly bytes: number;
  readonly errors: number;
  readonly operations: number;
  readonly dropped: number;
  readonly spanNs: bigint;
  readonly opsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  readonly modelled: boolean;
  readonly path?: string;
}

/** Drains a burst to its end; each slice goes through `taken` before it is counted. A stopped burst is drained too. */
export async function drainBurst(
  burst: OpenBurst,
  slicer: Slicer,
  taken: (slice: BurstSlice) => Promise<void>,
): Promise<void> {
  for (let done = false; !done; ) {
    const slice = await burst.drain();
    await taken(slice);
    slicer.add(slice);
    done = slice.done;
  }
}

export function burstTotals(slicer: Slicer, path?: string): BurstTotals {
  const { total, bytes, errors, operations, dropped, spanNs, modelled } = slicer;
  const seconds = Math.max(spanNs, 1) / 1e9;
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => total.percentile(share)) as [number, number, number];
  const counts = { ops: total.count, bytes, errors, operations, dropped, spanNs: BigInt(spanNs) };
  const rates = { opsPerSecond: total.count / seconds, bytesPerSecond: bytes / seconds };
  return { ...counts, ...rates, p50, p90, p99, max: total.max, modelled, path };
}

/** The request-row part of a finished burst. */
export function burstRowPart(spec: BurstSpec, totals: BurstTotals) {
  const { ops, bytes, errors, operations, spanNs, modelled, path } = totals;
  const counts = { count: ops, bytes, errors, operations: Math.round(operations) };
  return { kind: `burst ${spec.op}`, ...counts, durationNs: spanNs, modelled, path, broken: [], warnings: [] };
}
