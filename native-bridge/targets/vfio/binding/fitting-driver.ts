import { attributeText } from '../../function/sysfs.ts';
import { driverFolder, type HostFiles, isThere } from '../host-files.ts';

/** Drivers made for one kind of function, which make more of it than vfio-pci does. Adding one is a line. */
const VARIANTS = [
  {
    vendor: '0x1014',
    device: '0x04ed',
    driver: 'ism_vfio_pci',
    why: 'a store reaches the ISM function as one store block',
  },
];

/** The vfio driver a function is bound to when it is asked for, and why that one. */
export interface FittingDriver {
  readonly driver: string;
  readonly why: string;
  readonly loaded: boolean;
}

/** A variant driver where there is one for this function and it is loaded, else vfio-pci. */
export async function fittingDriver(
  host: HostFiles,
  attributes: Readonly<Record<string, Uint8Array>>,
): Promise<FittingDriver> {
  const [vendor, device] = ['vendor', 'device'].map((name) => attributeText(attributes, name));
  const variant = VARIANTS.find((one) => one.vendor === vendor && one.device === device);
  if (variant && (await isLoaded(host, variant.driver))) return { ...variant, loaded: true };
  const why = variant ? `${variant.driver} is not loaded here` : 'it takes every function';
  return { driver: 'vfio-pci', why, loaded: await isLoaded(host, 'vfio-pci') };
}

/** Whether a driver can be bound to. */
export const isLoaded = (host: HostFiles, driver: string) => isThere(driverFolder(host, driver), '.');
