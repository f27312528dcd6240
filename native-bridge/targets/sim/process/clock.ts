/** Modelled time of one simulated process, in nanoseconds. A seed makes durations repeat; wall pacing makes them real. */

export type ClockMode = 'wall' | 'virtual';

/** Start and end of one operation, and how long a wall-paced caller has to wait until it is really over. */
export interface Spent {
  readonly start: number;
  readonly duration: number;
  readonly aheadMs: number;
}

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

/** Keeps small seeds apart; the generator must not start at 0. */
const SALT = 0x9e37_79b9;

/** A wall clock this far behind the modelled time is waited for; less is let run, so that bursts are not slowed by timers. */
const WAIT_FROM_NS = 4_000_000;

export class Clock {
  readonly mode: ClockMode;
  #time = 0;
  #state: number;
  readonly #origin = performance.now();
  #alarms: Alarm[] = [];

  constructor(mode: ClockMode, seed: number) {
    this.mode = mode;
    this.#state = (seed ^ SALT) >>> 0 || SALT;
  }

  /** Nanoseconds since this clock started. Virtual: the sum of everything modelled so far. */
  now(): number {
    if (this.mode === 'virtual') return this.#time;
    return Math.max(this.#time, Math.round(this.#wall()));
  }

  /** Accounts for an operation of about `ns`: a few per cent of jitter, and now and then an outlier. */
  spend(ns: number): Spent {
    const start = this.now();
    const duration = Math.round(ns * this.#jitter());
    this.#time = start + duration;
    if (this.#alarms.length > 0) this.#ring();
    return { start, duration, aheadMs: this.#ahead() };
  }

  /** Lets time pass up to `until` with nothing to do: a virtual clock jumps, a wall clock waits for the wall. */
  async idle(until: number): Promise<void> {
    if (this.mode === 'virtual') {
      this.#time = Math.max(this.#time, until);
      this.#ring();
      return;
    }
    const ms = (Math.max(until, this.#time) - this.#wall()) / 1e6;
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Calls `ring` when `ns` have passed; answers how to call it off. */
  after(ns: number, ring: () => void): () => void {
    const alarm = { at: this.now() + ns, ring };
    this.#alarms.push(alarm);
    const timer = this.mode === 'wall' ? setTimeout(() => this.#ring(), ns / 1e6 + 1) : undefined;
    timer?.unref();
    return () => {
      clearTimeout(timer);
      this.#alarms = this.#alarms.filter((one) => one !== alarm);
    };
  }

  #ring(): void {
    const now = this.now();
    const due = this.#alarms.filter(({ at }) => at <= now);
    if (due.length === 0) return;
    this.#alarms = this.#alarms.filter(({ at }) => at > now);
    for (const { ring } of due) ring();
  }

  #ahead(): number {
    if (this.mode === 'virtual') return 0;
    const aheadNs = this.#time - this.#wall();
    return aheadNs > WAIT_FROM_NS ? aheadNs / 1e6 : 0;
  }

  #wall(): number {
    return (performance.now() - this.#origin) * 1e6;
  }

  /** A factor of 0.97 to 1.09, one time in 256 up to 4: the long tail that real latencies have. */
  #jitter(): number {
    const random = this.#random();
    return random < 1 / 256 ? 2 + random * 512 : 0.97 + random * 0.12;
  }

  /** Uniform in [0, 1): a 32-bit xorshift generator. */
  #random(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 0x1_0000_0000;
  }
}
