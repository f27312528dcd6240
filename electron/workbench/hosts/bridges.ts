import { type ErrorInfo, errorInfo } from '../../../native-bridge/contract/errors.ts';
import { isRemote, type Machine, parseRemote } from '../../contract/remote-address.ts';
import { BridgeClient } from '../bridge-client/bridge-client.ts';
import { type ParcelFiles, type Parcels, packParcels } from './parcel.ts';
import { reachMachine } from './reach.ts';

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

/** What is heard of the way to a machine. `about`: its kernel, processor and Node.js. */
export type HostNews =
  | { readonly state: 'connecting'; readonly doing: string }
  | { readonly state: 'connected'; readonly about: Readonly<Record<string, string>> }
  | { readonly state: 'failed'; readonly error: ErrorInfo };

/** Hears how it goes on the way to other machines, by their address. */
export type HostNewsListener = (machine: string, news: HostNews) => void;

export interface BridgesOptions {
  /** Argv of the bridge program of this machine. */
  readonly command: readonly string[];
  /** What is copied to other machines; without it they cannot be reached. */
  readonly parcel?: ParcelFiles;
}

interface Running {
  readonly bridge: Promise<BridgeClient>;
  /** Ends the way there, also when it is only being made. */
  readonly stop: AbortController;
}

/** The running bridge programs, one a machine, started when they are first needed; one that died is started anew by the next who asks. */
export class Bridges implements Ways {
  readonly #options: BridgesOptions;
  readonly #running = new Map<string, Running>();
  readonly #listeners = new Set<HostNewsListener>();
  #parcels: Promise<Parcels> | undefined;

  constructor(options: BridgesOptions) {
    this.#options = options;
  }

  onNews(listener: HostNewsListener): void {
    this.#listeners.add(listener);
  }

  /** The bridge program of this machine. */
  local(): Promise<BridgeClient> {
    return this.#bridge('', () => BridgeClient.start(this.#options.command));
  }

  /** The bridge program of another machine. Throws what keeps us from it: the codes of `failures.ts`. */
  machine(machine: Machine): Promise<BridgeClient> {
    return this.#bridge(machine.address, (stop) => this.#reach(machine, stop));
  }

  /** The way to a target; for `ssh://host` itself and for no address at all, `address` is empty. Throws `bad-address`. */
  async for(address: string): Promise<Way> {
    if (!isRemote(address)) return { bridge: await this.local(), address };
    const { machine, target = '' } = parseRemote(address);
    return { bridge: await this.machine(machine), address: target, host: machine.address };
  }

  /** Ends the bridge program of another machine. */
  async leave({ address }: Machine): Promise<void> {
    const running = this.#running.get(address);
    this.#running.delete(address);
    if (running) await end(running);
  }

  /** Ends every bridge program. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    this.#running.clear();
    await Promise.all(running.map(end));
  }

  /** Calls chain, so that there is never more than one a machine. */
  #bridge(key: string, start: (stop: AbortSignal) => Promise<BridgeClient>): Promise<BridgeClient> {
    const { bridge: known, stop } = this.#running.get(key) ?? { stop: new AbortController() };
    const anew = () => start(stop.signal);
    const bridge = known ? known.then((one) => (one.alive ? one : anew()), anew) : anew();
    this.#running.set(key, { bridge, stop });
    return bridge;
  }

  async #reach(machine: Machine, stop: AbortSignal): Promise<BridgeClient> {
    const tell = (news: HostNews) => {
      for (const listener of this.#listeners) listener(machine.address, news);
    };
    try {
      this.#parcels ??= packParcels(this.#options.parcel);
      const doing = (what: string) => tell({ state: 'connecting', doing: what });
      const { bridge, about } = await reachMachine(machine, { ...(await this.#parcels), doing, stop });
      tell({ state: 'connected', about });
      void bridge.gone.then((error) => {
        if (!stop.aborted) tell({ state: 'failed', error });
      });
      return bridge;
    } catch (thrown) {
      if (!stop.aborted) tell({ state: 'failed', error: errorInfo(thrown) });
      throw thrown;
    }
  }
}

async function end({ bridge, stop }: Running): Promise<void> {
  stop.abort();
  await bridge.then((one) => one.close()).catch(() => {});
}
