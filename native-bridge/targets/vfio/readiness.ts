import { attributeText, driverName } from '../function/sysfs.ts';
import { type HostFiles, mayOpen } from './host-files.ts';

/** Whether a function can be opened, and if not why and what mends it. */
export type Readiness =
  | { readonly ready: true }
  | { readonly ready: false; readonly reason: string; readonly remedy: string };

type Attributes = Readonly<Record<string, Uint8Array>>;

/** vfio-pci, ism_vfio_pci and whatever variant drivers there will be carry vfio in their name. */
export const isVfioDriver = (driver: string | undefined) => driver?.includes('vfio') ?? false;

/** Only s390x functions have a function id. */
export const isZpci = (attributes: Attributes) => attributes.function_id !== undefined;

/** Checks from the outside in, without opening anything: driver, IOMMU group, access to the group's file. */
export async function readiness(host: HostFiles, bdf: string, attributes: Attributes): Promise<Readiness> {
  const driver = driverName(attributes);
  if (!isVfioDriver(driver)) return notBound(bdf, driver);
  const group = attributeText(attributes, 'iommu_group');
  if (!group) return notReady(`${bdf} has no IOMMU group.`, 'Boot the host with its IOMMU enabled.');
  for (const file of ['vfio/vfio', `vfio/${group}`]) {
    if (await mayOpen(host, file)) continue;
    return notReady(
      `You may not open /dev/${file}.`,
      `Give your user access, for example: sudo chown $USER /dev/${file}`,
    );
  }
  return { ready: true };
}

function notBound(bdf: string, driver: string | undefined): Readiness {
  const bound = driver ? `bound to ${driver}` : 'not bound to a driver';
  return notReady(`${bdf} is ${bound}.`, `Bind it: driverctl set-override ${bdf} vfio-pci`);
}

const notReady = (reason: string, remedy: string): Readiness => ({ ready: false, reason, remedy });
