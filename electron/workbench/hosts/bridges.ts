import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { BridgeClient } from '../bridge-client/bridge-client.ts';
import { isRemote, type Machine, parseRemote } from './address.ts';

/** The way to a target: the bridge program it can be opened on. */
export interface Way {
  readonly bridge: BridgeClient;
  /** The target as that bridge knows it: `vfio:0007:00:00.0`. */
  readonly address: string;
  /** Address of the machine, `ssh://user@host`, when it is another one. */
  readonly host?: string;
}

/** Finds the way to a target. */
export interface Ways {
  for(address: string): Promise<Way>;
}

export interface BridgesOptions {
  /** Argv of the bridge program of this machine. */
  readonly command: readonly string[];
}

/** The running bridge programs, one a machine, started when they are first needed; one that died is started anew by the next who asks. */
export class Bridges implements Ways {
  readonly #options: BridgesOptions;
  readonly #running = new Map<string, Promise<BridgeClient>>();

  constructor(options: BridgesOptions) {
    this.#options = options;
  }

  /** The bridge program of this machine. */
  local(): Promise<BridgeClient> {
    return this.#bridge('', () => BridgeClient.start(this.#options.command));
  }

  /** The bridge program of another machine. */
  machine(machine: Machine): Promise<BridgeClient> {
    return this.#bridge(machine.address, () => Promise.reject(notYet(machine)));
  }

  /** The way to a target; for `ssh://host` itself and for no address at all, `address` is empty. Throws `bad-address`. */
  async for(address: string): Promise<Way> {
    if (!isRemote(address)) return { bridge: await this.local(), address };
    const { machine, target = '' } = parseRemote(address);
    return { bridge: await this.machine(machine), address: target, host: machine.address };
  }

  /** Ends every bridge program. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    this.#running.clear();
    await Promise.allSettled(running.map(async (bridge) => (await bridge).close()));
  }

  /** Calls chain, so that there is never more than one a machine. */
  #bridge(key: string, start: () => Promise<BridgeClient>): Promise<BridgeClient> {
    const known = this.#running.get(key);
    const bridge = known ? known.then((one) => (one.alive ? one : start()), start) : start();
    this.#running.set(key, bridge);
    return bridge;
  }
}

const notYet = ({ address }: Machine) =>
  new WorkbenchError({ code: 'absent', message: `${address} cannot be reached by this workbench.` });
