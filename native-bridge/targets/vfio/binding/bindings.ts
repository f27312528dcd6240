import { WorkbenchError } from '../../../contract/errors.ts';
import { functionName } from '../../../contract/function-name.ts';
import { checkedName } from '../function-name.ts';
import { readAttributes } from '../host-files.ts';
import type { LocalHost } from '../local-host.ts';
import { bindFunction } from './bind.ts';
import { fittingDriver } from './fitting-driver.ts';
import { boundElsewhere } from './journal.ts';
import { restoreFunction } from './restore.ts';

/** The driver a function had, the vfio driver it has now, and why that one. */
export interface Bound {
  readonly before?: string;
  readonly driver: string;
  readonly why: string;
}

/** The functions one bridge has bound: each goes back to its driver when it is released, at the latest with the bridge. */
export class Bindings {
  readonly #local: LocalHost;
  readonly #bound = new Set<string>();

  constructor(local: LocalHost) {
    this.#local = local;
  }

  /** How many functions are bound now. */
  get size(): number {
    return this.#bound.size;
  }

  /** Throws what `bindFunction` throws, and `bad-address`. */
  async bind(bdf: string): Promise<Bound> {
    const own = this.#bound.has(bdf) ? await this.#local.journal.find(bdf) : undefined;
    const { before, driver } = own ?? (await bindFunction(this.#local, checkedName(bdf)));
    this.#bound.add(bdf);
    return { before, driver, why: await this.#why(bdf, driver) };
  }

  /** Gives back a function this bridge bound, or one that a bridge left bound which is gone. Throws `not-bound`, `bound-elsewhere`. */
  async restore(bdf: string): Promise<{ driver?: string }> {
    const { journal } = this.#local;
    const entry = await journal.find(checkedName(bdf));
    if (!entry) throw notBound(bdf);
    if (!this.#bound.has(bdf) && (await journal.isHeld(entry))) throw boundElsewhere(bdf, entry.bridge.pid);
    const driver = await restoreFunction(this.#local, entry);
    this.#bound.delete(bdf);
    return { driver };
  }

  /** A target was closed: when it is a function that was bound for it, it is given back. */
  async released(address: string): Promise<void> {
    const bdf = functionName(address);
    if (bdf !== undefined && this.#bound.has(bdf)) await this.restore(bdf);
  }

  /** Gives back whatever is bound; what cannot be given back stays in the journal. */
  async releaseAll(): Promise<void> {
    await Promise.allSettled([...this.#bound].map((bdf) => this.restore(bdf)));
  }

  async #why(bdf: string, driver: string): Promise<string> {
    const { files } = this.#local;
    const fitting = await fittingDriver(files, readAttributes(files, bdf));
    return fitting.driver === driver ? fitting.why : 'a bridge that is gone had bound it so';
  }
}

const notBound = (bdf: string) =>
  new WorkbenchError({
    code: 'not-bound',
    message: `${bdf} was not bound by a workbench: the journal has nothing to undo.`,
    next: 'Give it back by hand, as docs/HOST-SETUP.md says.',
  });
