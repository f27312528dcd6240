import { WorkbenchError } from '../../../contract/errors.ts';
import { attributeText } from '../../function/sysfs.ts';
import { type HostFiles, readAttributes } from '../host-files.ts';
import type { LocalHost } from '../local-host.ts';
import { asRoot } from '../root.ts';
import { restoreCommand } from './by-hand.ts';
import { DriverFiles } from './driver-files.ts';
import { holdersOf, holderText, tryOpen } from './holders.ts';
import type { BoundFunction } from './journal.ts';

/**
 * Gives a function back to the driver it had, as the journal says, and strikes the entry out. A function that is gone or that somebody
 * bound otherwise since is left as it is. Gives the driver it has now. Throws `held`, `no-permission`, `bind-failed`, `stuck`.
 */
export async function restoreFunction(local: LocalHost, entry: BoundFunction): Promise<string | undefined> {
  const { files: host, journal } = local;
  const files = new DriverFiles(local, entry.function);
  const bound = files.driver() === entry.driver;
  if (bound) await checkNotHeld(host, entry.function);
  if (readAttributes(host, entry.function).vendor) await putBack(local, files, entry, bound);
  await journal.remove(entry.function);
  return files.driver();
}

async function putBack(local: LocalHost, files: DriverFiles, entry: BoundFunction, bound: boolean): Promise<void> {
  if (!(await files.mayWrite())) throw mayNotRestore(local.uid, entry, bound);
  if ((await files.overriding()) === entry.driver) await files.override(entry.override);
  if (bound) await files.unbind();
  if (entry.before && files.driver() === undefined) await files.bind(entry.before);
}

/** Taking a function from a program that has it open would wait until that program ends. */
async function checkNotHeld(host: HostFiles, bdf: string): Promise<void> {
  const group = attributeText(readAttributes(host, bdf), 'iommu_group');
  if (!group || (await tryOpen(host, `vfio/${group}`)) !== 'EBUSY') return;
  const holders = await holdersOf(host, [`vfio/${group}`]);
  throw new WorkbenchError({
    code: 'held',
    message: `${bdf} is open in ${holders.map(holderText).join(', ') || 'another program'}.`,
    next: 'Close it there, then give it back.',
  });
}

const mayNotRestore = (uid: number, { function: bdf }: BoundFunction, bound: boolean) =>
  new WorkbenchError({
    code: 'no-permission',
    message: `Giving ${bdf} back needs root.`,
    next: `Do it by hand: ${asRoot(uid, restoreCommand(bdf, bound))}`,
  });
