import type { Backend, FunctionAccess } from '../function/index.ts';
import { attributeText, cdevName, driverName } from '../function/sysfs.ts';
import { type HostFiles, isThere, mayOpen } from './host-files.ts';

/** Whether a function can be opened and how, and if not why and what mends it. */
export type Readiness = { readonly ready: true; readonly access: FunctionAccess } | NotReady;

export interface NotReady {
  readonly ready: false;
  readonly reason: string;
  readonly remedy: string;
}

type Attributes = Readonly<Record<string, Uint8Array>>;

/** vfio-pci, ism_vfio_pci and whatever variant drivers there will be carry vfio in their name. */
export const isVfioDriver = (driver: string | undefined) => driver?.includes('vfio') ?? false;

/** Only s390x functions have a function id. */
export const isZpci = (attributes: Attributes) => attributes.function_id !== undefined;

/**
 * Checks from the outside in, without opening anything: driver, IOMMU group, the files and access to them. A function is opened
 * through its group where the files for that are there, else through its own device file; `backend` decides instead.
 */
export async function readiness(
  host: HostFiles,
  bdf: string,
  attributes: Attributes,
  backend?: Backend,
): Promise<Readiness> {
  const driver = driverName(attributes);
  if (!isVfioDriver(driver)) return notBound(bdf, driver);
  const group = attributeText(attributes, 'iommu_group');
  if (!group) return notReady(`${bdf} has no IOMMU group.`, 'Boot the host with its IOMMU enabled.');
  const cdev = cdevName(attributes);
  if (cdev && (backend ?? (await likelier(host, group, cdev))) === 'iommufd') {
    return through(host, ['iommu', `vfio/devices/${cdev}`], { by: 'cdev', cdev });
  }
  if (backend === 'iommufd') return notReady(`${bdf} has no device file of its own.`, NO_CDEV);
  return through(host, ['vfio/vfio', `vfio/${group}`], { by: 'group', group });
}

const NO_CDEV = 'Open it through its group (backend=type1), or boot a kernel with IOMMUFD and VFIO_DEVICE_CDEV.';

async function likelier({ dev }: HostFiles, group: string, cdev: string): Promise<Backend> {
  const there = (path: string) => isThere(dev, path);
  if ((await there('vfio/vfio')) && (await there(`vfio/${group}`))) return 'type1';
  return (await there('iommu')) && (await there(`vfio/devices/${cdev}`)) ? 'iommufd' : 'type1';
}

async function through(host: HostFiles, files: readonly string[], access: FunctionAccess): Promise<Readiness> {
  for (const file of files) {
    if (await mayOpen(host, file)) continue;
    return (await isThere(host.dev, file)) ? closed(file) : missing(file);
  }
  return { ready: true, access };
}

const closed = (file: string) =>
  notReady(`You may not open /dev/${file}.`, `Give your user access, for example: sudo chown $USER /dev/${file}`);

/** The module that makes a file below /dev; binding makes those of functions. */
const MODULES: Readonly<Record<string, string>> = { 'vfio/vfio': 'vfio', iommu: 'iommufd' };

function missing(file: string): Readiness {
  const module = MODULES[file];
  const remedy = module
    ? `Load ${module}: sudo modprobe ${module}`
    : 'Bind the function anew and look at the kernel log: sudo dmesg | tail';
  return notReady(`/dev/${file} is not there.`, remedy);
}

function notBound(bdf: string, driver: string | undefined): Readiness {
  const bound = driver ? `bound to ${driver}` : 'not bound to a driver';
  return notReady(`${bdf} is ${bound}.`, `Bind it: driverctl set-override ${bdf} vfio-pci`);
}

const notReady = (reason: string, remedy: string): Readiness => ({ ready: false, reason, remedy });
