/** Lets a run be paused: shut, nothing more is sent until it is opened. A request that is on its way comes back meanwhile. */
export class RunGate {
  #opened: Promise<void> | undefined;
  #open: () => void = () => {};

  get isShut(): boolean {
    return this.#opened !== undefined;
  }

  pause(): void {
    this.#opened ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  resume(): void {
    this.#opened = undefined;
    this.#open();
  }

  /** Resolves when the gate is open, or `stop` is aborted. */
  async passed(stop: AbortSignal): Promise<void> {
    while (this.#opened && !stop.aborted) await Promise.race([this.#opened, aborted(stop)]);
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
