import type { SimHost } from '../host.ts';
import { GroupFile, type GroupWorld } from '../vfio/group-file.ts';
import type { SimFunction } from '../zpci/function.ts';
import type { Clock } from './clock.ts';

/** A host that wants a function back asks again after this long, ns (measured: 10.24 s). */
const ASK_AGAIN_NS = 10_240_000_000;

/** The groups a process has open, and what the host does to them: ask for a function back, or see it break. */
export class OpenGroups {
  readonly #host: SimHost;
  readonly #clock: Clock;
  readonly #groups = new Map<GroupFile, SimFunction>();
  /** Functions the host waits for. */
  readonly #wanted = new Set<SimFunction>();

  constructor(host: SimHost, clock: Clock) {
    this.#host = host;
    this.#clock = clock;
  }

  /** Opens a group for this process alone; undefined when another one has it. */
  open(name: string, fn: SimFunction, world: GroupWorld): GroupFile | undefined {
    if (!this.#host.claim(name)) return undefined;
    const file: GroupFile = new GroupFile(fn, world, () => {
      this.#groups.delete(file);
      this.#host.release(name);
      if (this.#wanted.delete(fn)) this.#host.unplug(fn);
    });
    this.#groups.set(file, fn);
    return file;
  }

  /** Asks for every open function back, now and every ten seconds; the host takes it when it is let go. */
  askBack(): void {
    for (const [group, fn] of this.#groups) {
      this.#wanted.add(fn);
      if (!group.device) continue;
      group.device.irqs.requestRelease();
      this.#clock.after(ASK_AGAIN_NS, () => this.askBack());
    }
  }

  /** Every open function goes into error, which blocks its loads and stores until a reset. */
  breakDown(): void {
    for (const [group, fn] of this.#groups) {
      fn.state = 'error';
      group.device?.irqs.reportError();
    }
  }
}
