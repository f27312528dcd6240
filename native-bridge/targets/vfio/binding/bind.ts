import { constants } from 'node:fs';
import { WorkbenchError } from '../../../contract/errors.ts';
import { driverName } from '../../function/sysfs.ts';
import { unknownFunction } from '../function-name.ts';
import { type HostFiles, readAttributes } from '../host-files.ts';
import type { LocalHost } from '../local-host.ts';
import { isVfioDriver } from '../readiness.ts';
import { asRoot } from '../root.ts';
import { bindCommand } from './by-hand.ts';
import { DriverFiles } from './driver-files.ts';
import { fittingDriver } from './fitting-driver.ts';
import { holdersOf, holderText, tryOpen } from './holders.ts';
import { type BoundFunction, boundElsewhere } from './journal.ts';
import { partsOf } from './parts.ts';
import { restoreFunction } from './restore.ts';
import { usesOf } from './uses.ts';

/**
 * Binds a function to the vfio driver that fits it. What there was before is in the journal before anything is changed, and a change
 * that fails half way is undone. A function that an earlier bridge left bound is taken over. Throws `in-use`, `bound-elsewhere`,
 * `already-bound`, `no-driver`, `no-permission`, `journal`, `bind-failed`, `stuck`.
 */
export async function bindFunction(local: LocalHost, bdf: string): Promise<BoundFunction> {
  const { files: host, journal } = local;
  const attributes = readAttributes(host, bdf);
  if (!attributes.vendor) throw unknownFunction(bdf);
  const left = await journal.find(bdf);
  if (left && (await journal.isHeld(left))) throw boundElsewhere(bdf, left.bridge.pid);
  const had = driverName(attributes);
  if (isVfioDriver(had) && !left) throw alreadyBound(bdf, had!);
  const files = new DriverFiles(local, bdf);
  const { driver } = isVfioDriver(had) ? left! : await checkedDriver(local, bdf, attributes);
  const before = left ?? { before: had, override: await files.overriding() };
  const entry = await journal.entry({ function: bdf, driver, before: before.before, override: before.override });
  await (left ? journal.replace(entry) : journal.add(entry));
  if (had !== driver) await change(local, files, entry, had !== undefined);
  return entry;
}

async function change(local: LocalHost, files: DriverFiles, entry: BoundFunction, bound: boolean): Promise<void> {
  try {
    await files.override(entry.driver);
    if (bound) await files.unbind();
    await files.bind(entry.driver);
  } catch (thrown) {
    await restoreFunction(local, entry).catch(() => {});
    throw thrown;
  }
}

/** The fitting driver of a function that nothing keeps from being bound to it. */
async function checkedDriver(local: LocalHost, bdf: string, attributes: Readonly<Record<string, Uint8Array>>) {
  const fitting = await fittingDriver(local.files, attributes);
  if (!fitting.loaded) throw noDriver(local.uid, fitting.driver);
  if (!(await new DriverFiles(local, bdf).mayWrite())) {
    throw noPermission(bdf, asRoot(local.uid, bindCommand(bdf, fitting.driver, driverName(attributes) !== undefined)));
  }
  const uses = await usesOf(local.files, bdf, local.sshInterface);
  const [use] = uses.length > 0 ? uses : await openUses(local.files, bdf);
  if (use) throw inUse(bdf, use);
  return fitting;
}

/** Uses that only show when the function's files are tried or looked for in every process. */
async function openUses(host: HostFiles, bdf: string): Promise<string[]> {
  const { disks, files } = await partsOf(host, bdf);
  const holders = await holdersOf(host, files);
  if (holders.length > 0) return holders.map((holder) => `${holderText(holder)} has it open`);
  const exclusive = constants.O_RDONLY | constants.O_EXCL;
  const tried = disks.map(async ({ name }) => ((await tryOpen(host, name, exclusive)) === 'EBUSY' ? [name] : []));
  return (await Promise.all(tried)).flat().map((name) => `${name} is in use by the kernel`);
}

const alreadyBound = (bdf: string, driver: string) =>
  new WorkbenchError({
    code: 'already-bound',
    message: `${bdf} is bound to ${driver} already, and not by a workbench.`,
    next: 'Open it.',
  });

const noDriver = (uid: number, driver: string) =>
  new WorkbenchError({
    code: 'no-driver',
    message: `The driver ${driver} is not loaded.`,
    next: `Load it: ${asRoot(uid, `modprobe ${driver}`)}`,
  });

const inUse = (bdf: string, use: string) =>
  new WorkbenchError({
    code: 'in-use',
    message: `${bdf} is in use by this host and is not taken from it: ${use}.`,
    next: 'Choose another function, or end that use first.',
  });

const noPermission = (bdf: string, command: string) =>
  new WorkbenchError({
    code: 'no-permission',
    message: `Binding ${bdf} needs root.`,
    next: `Bind it by hand: ${command}`,
  });
