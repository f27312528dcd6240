import { constants, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { release } from 'node:os';
import { basename, join } from 'node:path';

/** Where a host keeps its functions; another root is a host under test. */
export interface HostFiles {
  readonly sys: string;
  readonly dev: string;
  readonly proc: string;
  /** Modules of the running kernel: `modules.dep` and its neighbours. */
  readonly modules: string;
}

/** The files of a host whose root folder is `root`. */
export const hostAt = (root: string): HostFiles => ({
  sys: join(root, 'sys'),
  dev: join(root, 'dev'),
  proc: join(root, 'proc'),
  modules: join(root, 'lib', 'modules', release()),
});

export const THIS_HOST: HostFiles = hostAt('/');

/** Attributes that say who a function is. Others are not read: some act on the device when touched. */
const ATTRIBUTES = [
  ...['vendor', 'device', 'class', 'revision', 'subsystem_vendor', 'subsystem_device', 'power_state', 'numa_node'],
  ...['function_id', 'function_handle', 'pchid', 'pfgid', 'vfn', 'pft', 'port', 'uid', 'uid_is_unique', 'index'],
  ...['util_string', 'mio_enabled', 'fidparm', 'pfip/segment0', 'pfip/segment1', 'pfip/segment2', 'pfip/segment3'],
];

const LINKS = ['driver', 'iommu_group'];

const devices = ({ sys }: HostFiles) => join(sys, 'bus', 'pci', 'devices');

/** Where sysfs keeps what it says of a function. */
export const functionFolder = (host: HostFiles, bdf: string) => join(devices(host), bdf);

/** Where sysfs keeps a driver; the folder is there when the driver is loaded. */
export const driverFolder = ({ sys }: HostFiles, driver: string) => join(sys, 'bus', 'pci', 'drivers', driver);

/** Names of all PCI functions, `0007:00:00.0`; none where there is no PCI. */
export async function pciFunctions(host: HostFiles): Promise<string[]> {
  const names = await readdir(devices(host)).catch(() => []);
  return names.sort();
}

/** Raw attributes of a function; links give their target's name. Absent ones are absent. */
export function readAttributes(host: HostFiles, bdf: string): Record<string, Uint8Array> {
  const folder = functionFolder(host, bdf);
  const found: Record<string, Uint8Array> = {};
  for (const name of ATTRIBUTES) {
    const content = attempt(() => readFileSync(join(folder, name)));
    if (content) found[name] = new Uint8Array(content);
  }
  for (const name of LINKS) {
    const target = attempt(() => readlinkSync(join(folder, name)));
    if (target) found[name] = new TextEncoder().encode(basename(target));
  }
  for (const cdev of namesIn(join(folder, 'vfio-dev'))) {
    const content = attempt(() => readFileSync(join(folder, 'vfio-dev', cdev, 'dev')));
    if (content) found[`vfio-dev/${cdev}/dev`] = new Uint8Array(content);
  }
  return found;
}

const namesIn = (folder: string) => attempt(() => readdirSync(folder)) ?? [];

/** Whether there is a file or folder `path` below `root`. */
export function isThere(root: string, path: string): Promise<boolean> {
  return access(join(root, path)).then(
    () => true,
    () => false,
  );
}

/** Whether this user may open a file below /dev for reading and writing. */
export function mayOpen(host: HostFiles, path: string): Promise<boolean> {
  const file = join(host.dev, path);
  return access(file, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
