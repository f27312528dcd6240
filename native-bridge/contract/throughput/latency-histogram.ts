/** Values below 256 ns have a bucket each; above, every power of two is cut into 128 buckets: at most 0.8 % wide. */
const LINEAR = 256;
const STEPS = 128;
const OCTAVES = 24;
const BUCKETS = LINEAR + OCTAVES * STEPS;

/** Largest number of a histogram as bytes: counts below 2^53 take eight bytes of seven bits. */
const MOST_BYTES = 8;

/**
 * Latencies of any number of operations in bounded memory (26 KiB). Durations are unsigned 32-bit ns. Histograms of parts, added up,
 * are the histogram of the whole: a percentile is as exact after merging as before.
 */
export class LatencyHistogram {
  readonly #counts = new Float64Array(BUCKETS);
  /** Buckets in use lie between these two. */
  #low = BUCKETS;
  #high = -1;
  count = 0;
  max = 0;

  add(ns: number): void {
    this.#put(bucketOf(ns), 1);
    if (ns > this.max) this.max = ns;
  }

  /** The latency, ns, that `share` (0..1) of the operations did not exceed, at most 0.8 % too high; 0 without operations. */
  percentile(share: number): number {
    let left = Math.max(1, Math.ceil(share * this.count));
    for (let bucket = this.#low; bucket <= this.#high; bucket++) {
      left -= this.#counts[bucket]!;
      if (left <= 0) return Math.min(upperEnd(bucket), this.max);
    }
    return 0;
  }

  clear(): void {
    this.#counts.fill(0, this.#low, this.#high + 1);
    this.#low = BUCKETS;
    this.#high = -1;
    this.count = 0;
    this.max = 0;
  }

  /** What is in it, in few bytes: `max`, then the distance to the next used bucket and its count, over and over, as base-128 numbers. */
  toBytes(): Uint8Array {
    const bytes: number[] = [];
    write(bytes, this.max);
    let last = 0;
    for (let bucket = this.#low; bucket <= this.#high; bucket++) {
      const count = this.#counts[bucket]!;
      if (count === 0) continue;
      write(bytes, bucket - last);
      write(bytes, count);
      last = bucket;
    }
    return Uint8Array.from(bytes);
  }

  /** Adds what another histogram gave as bytes. False, with nothing added, when they are none. */
  merge(bytes: Uint8Array): boolean {
    const numbers = read(bytes);
    if (!numbers || numbers.length % 2 === 0) return false;
    const places: number[] = [];
    for (let at = 1, bucket = 0; at < numbers.length; at += 2) {
      bucket += numbers[at]!;
      if (bucket >= BUCKETS) return false;
      places.push(bucket);
    }
    for (const [index, bucket] of places.entries()) this.#put(bucket, numbers[2 * index + 2]!);
    this.max = Math.max(this.max, numbers[0]!);
    return true;
  }

  #put(bucket: number, count: number): void {
    this.#counts[bucket]! += count;
    this.count += count;
    if (bucket < this.#low) this.#low = bucket;
    if (bucket > this.#high) this.#high = bucket;
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

function write(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

/** The numbers in bytes; undefined when one is too long or cut off. */
function read(bytes: Uint8Array): number[] | undefined {
  const numbers: number[] = [];
  let [value, length] = [0, 0];
  for (const byte of bytes) {
    value += (byte % 128) * 128 ** length++;
    if (length > MOST_BYTES || value > Number.MAX_SAFE_INTEGER) return undefined;
    if (byte >= 128) continue;
    numbers.push(value);
    [value, length] = [0, 0];
  }
  return length === 0 ? numbers : undefined;
}
