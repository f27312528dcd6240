import type { ReplaySpeed } from '../../contract/replay/messages.ts';

/** Timers are this late, so the rest of a wait is spent asking the clock, other work having its turn in between. */
const TIMER_MS = 2;

/** Says when the next request is due. Waits end at once when `stop` is aborted. */
export class Pace {
  readonly #speed: ReplaySpeed;
  readonly #stop: AbortSignal;
  #originMs: number | undefined;
  #steps = 0;
  #stepped: (() => void) | undefined;
  #exhausted: (() => void) | undefined;

  constructor(speed: ReplaySpeed, stop: AbortSignal) {
    this.#speed = speed;
    this.#stop = stop;
  }

  /** Lets one more request go, at speed `step`. */
  step(): void {
    this.#steps += 1;
    this.#stepped?.();
  }

  /** No further step will come: `exhausted` is called when those that came are used up, and has to abort `stop`. */
  noMoreSteps(exhausted: () => void): void {
    this.#exhausted = exhausted;
    this.#stepped?.();
  }

  /** Whether a time is wanted at all. */
  get isTimed(): boolean {
    return typeof this.#speed === 'number';
  }

  /** Waits until the request that was sent `offsetNs` after the first one is due; gives its wanted time in ns after the first one. */
  async due(offsetNs: bigint, waiting: () => void): Promise<number | undefined> {
    if (this.#speed === 'max') return undefined;
    if (this.#speed === 'step') return this.#nextStep(waiting);
    this.#originMs ??= performance.now();
    const wantedNs = Number(offsetNs) / this.#speed;
    await this.#until(this.#originMs + wantedNs / 1e6);
    return wantedNs;
  }

  /** Host time now, ns after the first request was due. */
  nowNs(): number {
    return (performance.now() - (this.#originMs ?? performance.now())) * 1e6;
  }

  async #until(dueMs: number): Promise<void> {
    for (;;) {
      const left = dueMs - performance.now();
      if (left <= 0 || this.#stop.aborted) return;
      if (left > TIMER_MS) await this.#sleep(left - TIMER_MS);
      else await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #nextStep(waiting: () => void): Promise<undefined> {
    if (this.#steps === 0) waiting();
    while (this.#steps === 0 && !this.#stop.aborted) {
      if (this.#exhausted) this.#exhausted();
      else await this.#wakened();
    }
    this.#steps -= 1;
  }

  #wakened(): Promise<void> {
    return this.#aborted((resolve) => {
      this.#stepped = resolve;
      return () => {
        this.#stepped = undefined;
      };
    });
  }

  /** Longer waits than a timer takes are cut: the clock is asked again. */
  #sleep(ms: number): Promise<void> {
    return this.#aborted((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, 2 ** 30));
      return () => clearTimeout(timer);
    });
  }

  /** Resolves when `start`ed work does, or at once when stopped. */
  #aborted(start: (resolve: () => void) => () => void): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#stop.removeEventListener('abort', done);
        end();
        resolve();
      };
      const end = start(done);
      if (this.#stop.aborted) done();
      else this.#stop.addEventListener('abort', done);
    });
  }
}
