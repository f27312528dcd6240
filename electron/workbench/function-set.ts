import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { isRemote } from '../contract/remote-address.ts';
import { OpenTarget } from './bridge-client/open-target.ts';
import type { Way, Ways } from './hosts/bridges.ts';

/** The target of a session, and the further functions a program names while it runs. */
export class FunctionSet {
  readonly #ways: Ways;
  readonly #way: Way;
  readonly #own: OpenTarget;
  #others = new Map<string, OpenTarget>();

  constructor(ways: Ways, way: Way, own: OpenTarget) {
    this.#ways = ways;
    this.#way = way;
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

  /** An address that names no machine is of the session's own. */
  async #open(address: string): Promise<OpenTarget> {
    const way = isRemote(address) ? await this.#ways.for(address) : { ...this.#way, address };
    const target = await OpenTarget.open(way.bridge, way.address);
    if (this.#own.state.armed) await target.arm(true);
    return target;
  }
}
