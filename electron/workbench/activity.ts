import { WorkbenchError } from '../../native-bridge/contract/errors.ts';

/** The one thing that lasts on a session: a burst or a program. */
export class Activity {
  readonly #changed: () => void;
  #running: { readonly name: string; readonly stop: AbortController } | undefined;

  /** `changed` is called when something begins and when it ends. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Name of what runs. */
  get name(): string | undefined {
    return this.#running?.name;
  }

  /** Throws `busy` when something runs. */
  refuseBusy(): void {
    if (this.#running) throw busy(`is running ${this.#running.name}`);
  }

  /** Does `work`; rejects with `busy` when something runs. `work` ends soon after its signal is aborted. */
  async run<T>(name: string, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    this.refuseBusy();
    const stop = new AbortController();
    this.#running = { name, stop };
    this.#changed();
    try {
      return await work(stop.signal);
    } finally {
      this.#running = undefined;
      this.#changed();
    }
  }

  /** Asks what runs to end. */
  stop(): void {
    this.#running?.stop.abort();
  }
}

export const busy = (what: string) =>
  new WorkbenchError({ code: 'busy', message: `The session ${what}.`, next: 'Stop it first, or wait for its end.' });
