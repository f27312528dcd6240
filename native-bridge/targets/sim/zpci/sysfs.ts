import { hexNumber } from '../../../abi/hex.ts';
import type { SimFunction } from './function.ts';
import type { BarResource, FunctionIdentity } from './identity.ts';

/** sysfs attributes of a simulated function, with the spelling and line ends of a real host. */

const encoder = new TextEncoder();
const line = (text: string) => encoder.encode(`${text}\n`);
const hex = (value: number, digits: number) => line(`0x${value.toString(16).padStart(digits, '0')}`);
const decimal = (value: number) => line(String(value));
const UTIL_BYTES = 64;

/** Name of a function's own device file: `/dev/vfio/devices/<cdev>`. Here the number is that of its group. */
export const cdevOf = ({ iommuGroup }: FunctionIdentity) => `vfio${iommuGroup}`;

/** Attribute name -> content, as read; `driver` and `iommu_group` are the targets of links. */
export function identityAttributes(fn: SimFunction): Record<string, Uint8Array> {
  const { identity } = fn;
  return {
    ...pciAttributes(identity),
    function_id: hex(identity.fid, 8),
    function_handle: hex(fn.handle, 8),
    uid: line(hexNumber(identity.uid)),
    uid_is_unique: decimal(1),
    index: decimal(identity.uid),
    pchid: hex(identity.pchid, 4),
    pfgid: hex(identity.gid, 2),
    vfn: hex(identity.vfn, 4),
    pft: hex(identity.pft, 2),
    port: decimal(0),
    fidparm: hex(0, 2),
    mio_enabled: decimal(0),
    util_string: identity.utilString ?? new Uint8Array(UTIL_BYTES),
    ...pathAttributes(identity),
    driver: encoder.encode(`../../../bus/pci/drivers/${fn.driver.name}`),
    iommu_group: encoder.encode(`../../../kernel/iommu_groups/${identity.iommuGroup}`),
    [`vfio-dev/${cdevOf(identity)}/dev`]: line(`511:${identity.iommuGroup}`),
    ...measured(fn),
  };
}

/** The measurement block is no sysfs attribute; debugfs shows its counters while the device is open. It is offered under its own name. */
function measured(fn: SimFunction): Record<string, Uint8Array> {
  const block = fn.owner && fn.fmb.read(fn.owner.now());
  return block ? { fmb: block } : {};
}

function pciAttributes({ config, bars }: FunctionIdentity): Record<string, Uint8Array> {
  const word = (at: number) => config[at]! | (config[at + 1]! << 8);
  return {
    vendor: hex(word(0), 4),
    device: hex(word(2), 4),
    class: hex((config[0x0b]! << 16) | word(9), 6),
    revision: hex(config[8]!, 2),
    subsystem_vendor: hex(word(0x2c), 4),
    subsystem_device: hex(word(0x2e), 4),
    config,
    resource: encoder.encode(bars.map(resourceLine).join('')),
  };
}

/** Start, end and flags of a BAR: every BAR begins at its own multiple of 2^48, as on hosts without MIO. */
function resourceLine({ size, flags }: BarResource, index: number): string {
  const wide = (value: bigint) => `0x${value.toString(16).padStart(16, '0')}`;
  if (size === 0n) return `${wide(0n)} ${wide(0n)} ${wide(0n)}\n`;
  const start = (1n << 62n) | (BigInt(index) << 48n);
  return `${wide(start)} ${wide(start + size - 1n)} ${wide(BigInt(flags))}\n`;
}

function pathAttributes({ pfip }: FunctionIdentity): Record<string, Uint8Array> {
  const segments = [...pfip].map((value, index) => [`pfip/segment${index}`, hex(value, 2)] as const);
  return Object.fromEntries(segments);
}
