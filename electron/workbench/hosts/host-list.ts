import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Host } from '../../contract/app-contract.ts';
import { type Machine, parseRemote, remoteAddress } from '../../contract/remote-address.ts';
import { KeptList } from '../files/kept-list.ts';
import type { Bridges, HostNews } from './bridges.ts';

/** Machines remembered, the oldest forgotten first. */
const MOST_HOSTS = 50;

type Known = Omit<Host, 'address'>;

const UNASKED: Known = { state: 'idle', about: {}, targets: [] };

/** The other machines a person works with, and what each offered when it was last asked. None is asked before somebody wants it. */
export class HostList {
  readonly #addresses: KeptList;
  readonly #bridges: Bridges;
  readonly #changed: (host: Host) => void;
  readonly #known = new Map<string, Known>();

  /** @param file where the list is kept. */
  constructor(file: string, bridges: Bridges, changed: (host: Host) => void) {
    this.#addresses = new KeptList(file, MOST_HOSTS);
    this.#bridges = bridges;
    this.#changed = changed;
    bridges.onNews((machine, news) => void this.#heard(machine, news));
  }

  async list(): Promise<Host[]> {
    return (await this.#addresses.texts()).map((address) => this.#host(address));
  }

  /** Keeps a machine and asks it what it has; its state says how that went. Throws `bad-address`. */
  async add(address: string): Promise<Host> {
    const machine = machineOf(address);
    await this.#addresses.add(machine.address);
    return this.#ask(machine);
  }

  /** Asks a machine of the list again. Throws `bad-address` and `unknown-host`. */
  async refresh(address: string): Promise<Host> {
    return this.#ask(await this.#listed(address));
  }

  /** Forgets a machine; throws `bad-address` and `unknown-host`. The way there is left unless `isUsed`. */
  async remove(address: string, isUsed: (machine: string) => boolean): Promise<void> {
    const machine = await this.#listed(address);
    await this.#addresses.remove(machine.address);
    this.#known.delete(machine.address);
    if (!isUsed(machine.address)) await this.#bridges.leave(machine);
  }

  async #ask(machine: Machine): Promise<Host> {
    try {
      const bridge = await this.#bridges.machine(machine);
      const { targets } = await bridge.call('targets.list', {});
      this.#set(machine.address, { targets: functionsOf(machine, targets) });
    } catch (thrown) {
      this.#set(machine.address, { state: 'failed', doing: undefined, error: errorInfo(thrown) });
    }
    return this.#host(machine.address);
  }

  async #heard(machine: string, news: HostNews): Promise<void> {
    if (!(await this.#addresses.texts()).includes(machine)) return;
    this.#set(machine, { doing: undefined, error: undefined, ...news });
  }

  #set(address: string, part: Partial<Known>): void {
    this.#known.set(address, { ...(this.#known.get(address) ?? UNASKED), ...part });
    this.#changed(this.#host(address));
  }

  #host(address: string): Host {
    return { address, ...(this.#known.get(address) ?? UNASKED) };
  }

  async #listed(address: string): Promise<Machine> {
    const machine = machineOf(address);
    if ((await this.#addresses.texts()).includes(machine.address)) return machine;
    throw new WorkbenchError({
      code: 'unknown-host',
      message: `${machine.address} is not in the list of machines.`,
      next: 'Add it first.',
    });
  }
}

/** The functions a machine offers, addressed from here; its simulated ones are no reason to go there. */
export function functionsOf(machine: Machine, targets: readonly TargetSummary[]): TargetSummary[] {
  return targets
    .filter(({ kind }) => kind === 'vfio')
    .map((target) => ({ ...target, address: remoteAddress(machine, target.address) }));
}

/** The machine itself. Throws `bad-address`, for a function on it too. */
export function machineOf(address: string): Machine {
  const { machine, target } = parseRemote(address);
  if (target === undefined) return machine;
  throw new WorkbenchError({
    code: 'bad-address',
    message: `${address} is a function on a machine, not a machine.`,
    next: `Write ${machine.address}.`,
  });
}
