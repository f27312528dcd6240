import type { KernelEra } from './vfio/era.ts';
import type { SimFunction } from './zpci/function.ts';
import { cdevOf, identityAttributes } from './zpci/sysfs.ts';

/** A simulated machine: its kernel and its functions. Processes (`SimKernel`) come and go on it. */

export class SimHost {
  readonly era: KernelEra;
  readonly #functions = new Map<string, SimFunction>();
  readonly #busyGroups = new Set<string>();

  constructor(era: KernelEra) {
    this.era = era;
  }

  plug(fn: SimFunction): void {
    this.#functions.set(fn.identity.bdf, fn);
  }

  unplug(fn: SimFunction): void {
    fn.state = 'gone';
    this.#functions.delete(fn.identity.bdf);
  }

  get functions(): readonly SimFunction[] {
    return [...this.#functions.values()];
  }

  function(bdf: string): SimFunction | undefined {
    return this.#functions.get(bdf);
  }

  /** The function of an IOMMU group. */
  member(group: string | undefined): SimFunction | undefined {
    return this.functions.find(({ identity }) => identity.iommuGroup === group);
  }

  /** The function whose own device file has this name. */
  withCdev(cdev: string | undefined): SimFunction | undefined {
    return this.functions.find(({ identity }) => cdevOf(identity) === cdev);
  }

  /** Takes the group for one opener; false when another has it. */
  claim(group: string): boolean {
    if (this.#busyGroups.has(group)) return false;
    this.#busyGroups.add(group);
    return true;
  }

  release(group: string): void {
    this.#busyGroups.delete(group);
  }

  /** Raw sysfs attributes of a function; empty when there is none of that name. */
  attributes(bdf: string): Readonly<Record<string, Uint8Array>> {
    const fn = this.#functions.get(bdf);
    return fn ? identityAttributes(fn) : {};
  }
}
