import { LatencyHistogram } from '../../../native-bridge/contract/throughput/latency-histogram.ts';
import type { Timing } from '../../contract/replay/messages.ts';

/** Upper ends of the histogram, ns. */
const BOUNDS = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const;
const U32_MAX = 0xffff_ffff;

/** How far achieved times were from wanted ones, in bounded memory. */
export class TimingErrors {
  readonly #distances = new LatencyHistogram();
  readonly #counts = [...BOUNDS.map(() => 0), 0];
  #max = 0;

  /** `errorNs`: achieved minus wanted. */
  add(errorNs: number): void {
    const distance = Math.round(Math.abs(errorNs));
    this.#distances.add(Math.min(distance, U32_MAX));
    const bucket = BOUNDS.findIndex((bound) => distance < bound);
    this.#counts[bucket < 0 ? BOUNDS.length : bucket]! += 1;
    this.#max = Math.max(this.#max, distance);
  }

  get figures(): Timing {
    const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => this.#distances.percentile(share)) as [
      number,
      number,
      number,
    ];
    const histogram = this.#counts.map((count, index) => ({ below: BOUNDS[index], count }));
    return { count: this.#distances.count, p50, p90, p99, max: this.#max, histogram };
  }
}
