import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { BridgeClient } from './bridge-client/bridge-client.ts';
import { OpenTarget } from './bridge-client/open-target.ts';

/** The target of a session, and the further functions a program names while it runs: all on one bridge. */
export class FunctionSet {
  readonly #bridge: BridgeClient;
  readonly #own: OpenTarget;
  #others = new Map<string, OpenTarget>();

  constructor(bridge: BridgeClient, own: OpenTarget) {
    this.#bridge = bridge;
    this.#own = own;
  }

  /** The function named `on`, or the session's own. */
  get(on?: string): OpenTarget {
    const target = on === undefined ? this.#own : this.#others.get(on);
    if (target) return target;
    throw new WorkbenchError({ code: 'bad-program', message: `There is no open function "${on}".` });
  }

  async arm(armed: boolean): Promise<void> {
    for (const target of [this.#own, ...this.#others.values()]) await target.arm(armed);
  }

  /** Opens functions (name -> address), armed as the session is, does `work`, and closes them again. */
  async during<T>(
    addresses: Readonly<Record<string, string>>,
    work: (open: ReadonlyMap<string, OpenTarget>) => Promise<T>,
  ): Promise<T> {
    try {
      for (const [name, address] of Object.entries(addresses)) this.#others.set(name, await this.#open(address));
      return await work(new Map([['', this.#own], ...this.#others]));
    } finally {
      const others = [...this.#others.values()];
      this.#others = new Map();
      for (const target of others) await target.close().catch(() => {});
    }
  }

  async #open(address: string): Promise<OpenTarget> {
    const target = await OpenTarget.open(this.#bridge, address);
    if (this.#own.state.armed) await target.arm(true);
    return target;
  }
}
