import type { ThroughputSlice } from '../../../contract/app-contract.ts';
import type { Track } from './packets.ts';

/** A value of a counter from `atNs` on. */
export interface Counted {
  readonly track: string;
  readonly unit: Track['counter'];
  readonly atNs: bigint;
  readonly value: bigint | number;
}

type Rates = Pick<ThroughputSlice, 'ops' | 'bytes' | 'errors' | 'p50' | 'p99'>;
const NOTHING: Rates = { ops: 0, bytes: 0, errors: 0, p50: 0, p99: 0 };

/** Rates and latencies of bursts. A viewer holds a value until the next one: each stands where its slice begins, and 0 where none follows. */
export class RateCounters {
  #busyTo: bigint | undefined;

  *slice({ atNs, spanNs, ...rates }: ThroughputSlice): Generator<Counted> {
    const fromNs = atNs - spanNs / 2n;
    if (this.#busyTo !== undefined && fromNs > this.#busyTo) yield* this.end();
    yield* counted(fromNs, Number(spanNs) / 1e9, rates);
    this.#busyTo = fromNs + spanNs;
  }

  /** Nothing more is sent. */
  *end(): Generator<Counted> {
    if (this.#busyTo !== undefined) yield* counted(this.#busyTo, 1, NOTHING);
    this.#busyTo = undefined;
  }
}

function* counted(atNs: bigint, seconds: number, { ops, bytes, errors, p50, p99 }: Rates): Generator<Counted> {
  yield { track: 'Operations a second', unit: '/s', atNs, value: ops / seconds };
  yield { track: 'Bytes a second', unit: 'bytes/s', atNs, value: bytes / seconds };
  yield { track: 'Failed operations', unit: 'count', atNs, value: BigInt(errors) };
  yield { track: 'Latency p50', unit: 'ns', atNs, value: p50 };
  yield { track: 'Latency p99', unit: 'ns', atNs, value: p99 };
}
