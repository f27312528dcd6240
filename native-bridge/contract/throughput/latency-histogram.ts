/** Values below 256 ns have a bucket each; above, every power of two is cut into 128 buckets: at most 0.8 % wide. */
const LINEAR = 256;
const STEPS = 128;
const OCTAVES = 24;

/** Latencies of any number of operations in bounded memory (26 KiB). Durations are unsigned 32-bit ns. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(LINEAR + OCTAVES * STEPS);
  count = 0;
  max = 0;

  add(ns: number): void {
    this.#counts[bucketOf(ns)]! += 1;
    this.count += 1;
    if (ns > this.max) this.max = ns;
  }

  /** The latency, ns, that `share` (0..1) of the operations did not exceed, at most 0.8 % too high; 0 without operations. */
  percentile(share: number): number {
    let left = Math.max(1, Math.ceil(share * this.count));
    for (let bucket = 0; bucket < this.#counts.length && this.count > 0; bucket++) {
      left -= this.#counts[bucket]!;
      if (left <= 0) return Math.min(upperEnd(bucket), this.max);
    }
    return 0;
  }

  clear(): void {
    this.#counts.fill(0);
    this.count = 0;
    this.max = 0;
  }
}

function bucketOf(ns: number): number {
  if (ns < LINEAR) return ns;
  const octave = 31 - Math.clz32(ns) - 8;
  const step = Math.floor(ns / 2 ** (octave + 1)) - STEPS;
  return LINEAR + octave * STEPS + step;
}

function upperEnd(bucket: number): number {
  if (bucket < LINEAR) return bucket;
  const octave = Math.floor((bucket - LINEAR) / STEPS);
  const step = (bucket - LINEAR) % STEPS;
  return (STEPS + step + 1) * 2 ** (octave + 1) - 1;
}
