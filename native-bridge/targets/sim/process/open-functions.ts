import type { SimHost } from '../host.ts';
import { CdevFile } from '../vfio/cdev-file.ts';
import type { DeviceFile } from '../vfio/device-file.ts';
import { GroupFile, type GroupWorld } from '../vfio/group-file.ts';
import type { OwnerWorld } from '../vfio/owned-device.ts';
import type { SimFunction } from '../zpci/function.ts';
import type { Clock } from './clock.ts';

/** A host that wants a function back asks again after this long, ns (measured: 10.24 s). */
const ASK_AGAIN_NS = 10_240_000_000;

/** The file a function was opened by: its group, or its own. */
interface Opener {
  readonly device: DeviceFile | undefined;
}

/** The functions a process has open, and what the host does to them: ask for one back, or see it break. */
export class OpenFunctions {
  readonly #host: SimHost;
  readonly #clock: Clock;
  readonly #open = new Map<Opener, SimFunction>();
  /** Functions the host waits for. */
  readonly #wanted = new Set<SimFunction>();

  constructor(host: SimHost, clock: Clock) {
    this.#host = host;
    this.#clock = clock;
  }

  /** Opens a group for this process alone; undefined when another one has it. */
  openGroup(fn: SimFunction, world: GroupWorld): GroupFile | undefined {
    if (!this.#host.claim(fn.identity.iommuGroup)) return undefined;
    const file: GroupFile = new GroupFile(fn, world, () => this.#letGo(file, fn));
    this.#open.set(file, fn);
    return file;
  }

  /** Opens a device's own file, which takes the function only when it is bound to an iommufd. */
  openCdev(fn: SimFunction, world: OwnerWorld): CdevFile {
    const claim = () => {
      if (!this.#host.claim(fn.identity.iommuGroup)) return false;
      this.#open.set(file, fn);
      return true;
    };
    const file: CdevFile = new CdevFile(fn, world, claim, () => this.#letGo(file, fn));
    return file;
  }

  /** Asks for every open function back, now and every ten seconds; the host takes it when it is let go. */
  askBack(): void {
    for (const [{ device }, fn] of this.#open) {
      this.#wanted.add(fn);
      if (!device) continue;
      device.irqs.requestRelease();
      this.#clock.after(ASK_AGAIN_NS, () => this.askBack());
    }
  }

  /** Every open function goes into error, which blocks its loads and stores until a reset. */
  breakDown(): void {
    for (const [{ device }, fn] of this.#open) {
      fn.state = 'error';
      device?.irqs.reportError();
    }
  }

  /** The next operation of every open function is done and not counted. */
  miscount(): void {
    for (const fn of this.#open.values()) fn.fmb.loseNext();
  }

  #letGo(file: Opener, fn: SimFunction): void {
    this.#open.delete(file);
    this.#host.release(fn.identity.iommuGroup);
    if (this.#wanted.delete(fn)) this.#host.unplug(fn);
  }
}
