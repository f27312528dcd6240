import type { RunEnd, RunOptions } from '../../contract/programs/run-options.ts';
import type { RunClock } from './run-clock.ts';
import type { RunGate } from './run-gate.ts';

/** A run that fell behind its rate catches up with at most so much time's requests. */
const CATCH_UP_MS = 100;

/** Timers do not keep shorter times; a run that is so little early goes on, and waits for the next one longer. */
const LEAST_WAIT_MS = 1;

export type PaceOptions = Pick<RunOptions, 'rate' | 'maxSteps' | 'maxSeconds'>;

/** Says when the next step may be taken, and when there is to be none. */
export class Pace {
  readonly #options: PaceOptions;
  readonly #clock: RunClock;
  readonly #gate: RunGate;
  readonly #stop: AbortSignal;
  #start: number;
  #due: number;

  constructor(options: PaceOptions, clock: RunClock, gate: RunGate, stop: AbortSignal) {
    this.#options = options;
    this.#clock = clock;
    this.#gate = gate;
    this.#stop = stop;
    this.#start = clock.now();
    this.#due = this.#start;
  }

  /** ms the run has taken, without the time it was paused. */
  get elapsedMs(): number {
    return this.#clock.now() - this.#start;
  }

  /** Waits until step number `done` (from 0) may be taken; gives why there is none. Only requests are held to the rate. */
  async before(done: number, isRequest: boolean): Promise<RunEnd | undefined> {
    if (this.#gate.isShut) await this.#paused();
    const { rate, maxSteps = Number.POSITIVE_INFINITY } = this.#options;
    if (this.#stop.aborted) return 'stopped';
    if (done >= maxSteps) return 'max-steps';
    if (rate !== undefined && isRequest) await this.#turn(1000 / rate);
    if (this.#gate.isShut) await this.#paused();
    if (this.#stop.aborted) return 'stopped';
    return this.#left <= 0 ? 'max-seconds' : undefined;
  }

  /** A pause that the program asks for; it ends with the run's time. */
  async rest(ms: number): Promise<void> {
    await this.#clock.sleep(Math.min(ms, this.#left), this.#stop);
  }

  get #left(): number {
    return 1000 * (this.#options.maxSeconds ?? Number.POSITIVE_INFINITY) - this.elapsedMs;
  }

  /** Waits for the turn of a request: turns are `interval` ms apart on average, never more often. */
  async #turn(interval: number): Promise<void> {
    const early = this.#due - this.#clock.now();
    if (early >= LEAST_WAIT_MS) await this.rest(early);
    this.#due = Math.max(this.#due, this.#clock.now() - CATCH_UP_MS) + interval;
  }

  async #paused(): Promise<void> {
    const since = this.#clock.now();
    await this.#gate.passed(this.#stop);
    const away = this.#clock.now() - since;
    this.#start += away;
    this.#due += away;
  }
}
