import type { BurstSpec } from '../../native-bridge/contract/bridge-contract.ts';

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

/** The request-row part of a finished burst. */
export function burstRowPart(spec: BurstSpec, totals: BurstTotals) {
  const { ops, bytes, errors, operations, spanNs, modelled, path } = totals;
  const counts = { count: ops, bytes, errors, operations: Math.round(operations) };
  return { kind: `burst ${spec.op}`, ...counts, durationNs: spanNs, modelled, path, broken: [], warnings: [] };
}
