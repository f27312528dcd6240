import { driverName } from '../../function/sysfs.ts';
import type { HostFiles } from '../host-files.ts';
import { isVfioDriver } from '../readiness.ts';
import { mayRebind } from './driver-files.ts';
import { fittingDriver } from './fitting-driver.ts';
import { usesOf } from './uses.ts';

/** Whether binding a function would work, as far as a glance tells: programs that have its files open are not looked for. */
export async function isBindable(
  host: HostFiles,
  bdf: string,
  attributes: Readonly<Record<string, Uint8Array>>,
): Promise<boolean> {
  if (isVfioDriver(driverName(attributes)) || !(await mayRebind(host, bdf))) return false;
  return (await fittingDriver(host, attributes)).loaded && (await usesOf(host, bdf)).length === 0;
}
