/** Wall clock, ns since 1970. */
export const wallClock = (): bigint => BigInt(Date.now()) * 1_000_000n;

/**
 * Places everything that happens in a session on one time line: ns since the session began, never going back.
 * Requests carry times of the target's own clock, which may be modelled and run slower or faster than this machine's; marks and
 * events carry none and are put at `now()`.
 */
export class SessionClock {
  readonly #hostNow: () => bigint;
  readonly #hostStart: bigint;
  #offset: bigint | undefined;
  #latest = 0n;

  constructor(hostNow: () => bigint = () => process.hrtime.bigint()) {
    this.#hostNow = hostNow;
    this.#hostStart = hostNow();
  }

  /** Session time of this moment. */
  now(): bigint {
    return this.#advance(this.#hostNow() - this.#hostStart);
  }

  /** Session time of a reading of the target's clock. The first reading ties the two clocks together. */
  at(targetNs: bigint): bigint {
    const at = this.place(targetNs);
    if (at < this.#latest) this.#offset = this.#latest - targetNs;
    return this.#advance(at);
  }

  /** As `at`, for readings taken in the past: the clock does not move. */
  place(targetNs: bigint): bigint {
    this.#offset ??= this.now() - targetNs;
    return targetNs + this.#offset;
  }

  /** The next reading is of another clock of the target: it began anew. */
  untie(): void {
    this.#offset = undefined;
  }

  /** Time of the newest thing on the line. */
  get latest(): bigint {
    return this.#latest;
  }

  #advance(at: bigint): bigint {
    if (at > this.#latest) this.#latest = at;
    return this.#latest;
  }
}
