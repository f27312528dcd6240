import type { Addon, BurstHandle } from '../../addon/index.ts';
import type { CallColumns, Drained, EqualCalls, NativeBurst } from '../syscalls.ts';

const FOR_EVER = 2n ** 64n - 1n;

/** A burst of the addon's threads; their eventfd says on this environment's loop when there is something to do. */
export class AddonBurst implements NativeBurst {
  readonly ended: Promise<void>;
  readonly #addon: Addon;
  readonly #burst: BurstHandle;
  #wake = () => {};
  /** The eventfd was signalled since the last drain. */
  #isTold = false;

  constructor(addon: Addon, calls: EqualCalls) {
    const { fd, write, bytes, position, stride, span, moved = -1, untilNs = FOR_EVER, rate = 0, threads } = calls;
    const count = calls.count === undefined ? FOR_EVER : BigInt(calls.count);
    this.#addon = addon;
    this.#burst = addon.startBurst(fd, write, bytes, position, stride, span, moved, count, untilNs, rate, threads);
    this.ended = this.#watch();
  }

  async ready(timeoutMs: number): Promise<void> {
    if (this.#isTold) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  drain({ startNs, durationNs, result }: CallColumns): Drained {
    const answer = this.#addon.drainBurst(this.#burst, startNs, durationNs, result);
    const [made, dropped, bytes, errors, gone, done] = answer;
    this.#isTold = made * 4 === result.length || this.#hasEnded();
    return { made, dropped, bytes, errors, gone: gone === 1, done: done === 1 };
  }

  stop(): void {
    this.#addon.stopBurst(this.#burst);
  }

  /** Until the last thread ended; the watch goes before the eventfd can, because it holds the burst. */
  #watch(): Promise<void> {
    return new Promise((resolve) => {
      const watch = this.#addon.watch(this.#addon.burstEvent(this.#burst), () => {
        this.#isTold = true;
        this.#wake();
        if (!this.#hasEnded()) return;
        this.#addon.unwatch(watch);
        resolve();
      });
    });
  }

  #hasEnded(): boolean {
    return this.#addon.burstEnded(this.#burst);
  }
}
