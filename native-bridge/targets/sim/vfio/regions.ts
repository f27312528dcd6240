import { readU16, readU32 } from '../../../abi/bytes.ts';
import type { CapBytes } from '../../../abi/capabilities/capability.ts';
import { msixMappable } from '../../../abi/capabilities/msix-mappable.ts';
import { regionType } from '../../../abi/capabilities/region-type.ts';
import { encodeCap } from '../../../abi/chain.ts';
import { vfioRegionInfo } from '../../../abi/structures/region.ts';
import { ZPCI_IO_REGION, zpciIoHeader, zpciIoRequest } from '../../../abi/structures/zpci-io.ts';
import { REGION } from '../../../rules/flags.ts';
import type { RegionFacts } from '../../../rules/types.ts';
import { type FunctionIdentity, MEM_RESOURCE } from '../zpci/identity.ts';
import { HOST_ORDER } from './answer.ts';
import { CAP_MSIX, findCapability } from './config-space.ts';
import type { Driver } from './driver.ts';
import type { KernelEra } from './era.ts';
import type { Info } from './info-answer.ts';

/** The regions of an open device, as its driver presents them. */

const READ = 1;
const WRITE = 2;
const MMAP = 4;
const CAPS = 8;

/** Regions of PCI with a fixed index; what a driver adds comes behind. */
const STANDARD_REGIONS = 9;
export const ZPCI_IO_INDEX = STANDARD_REGIONS;

export interface Region extends RegionFacts {
  readonly caps: readonly CapBytes[];
}

/** Where the MSI-X table lies: the driver hides it from user space. */
export interface MsixTable {
  readonly bar: number;
  readonly start: bigint;
  readonly end: bigint;
}

export const regionCount = (driver: Driver) => STANDARD_REGIONS + (driver.ioRegion ? 1 : 0);

export function msixTable(config: Uint8Array): MsixTable | undefined {
  const cap = findCapability(config, CAP_MSIX);
  if (cap === undefined) return undefined;
  const vectors = (readU16(config, cap + 2, 'le') & 0x7ff) + 1;
  const table = readU32(config, cap + 4, 'le');
  const start = BigInt((table & ~7) >>> 0);
  return { bar: table & 7, start, end: start + BigInt(16 * vectors) };
}

/** All regions GET_REGION_INFO answers for; an index that is missing is EINVAL. */
export function regionsOf(identity: FunctionIdentity, driver: Driver, era: KernelEra): Region[] {
  const place = (index: number) => ({ index, offset: BigInt(index) << driver.offsetShift });
  const bars = [0, 1, 2, 3, 4, 5].map((index) => ({ ...place(index), ...barOf(identity, driver, era, index) }));
  const config = { ...place(REGION.config), size: BigInt(identity.config.length), flags: READ | WRITE, caps: [] };
  if (!driver.stockRegions) return [...bars, config];
  const romSize = identity.bars[REGION.rom]?.size ?? 0n;
  const rom = { ...place(REGION.rom), size: romSize, flags: romSize > 0n ? READ : 0, caps: [] };
  return [...bars, rom, config, ...(driver.ioRegion ? [{ ...place(ZPCI_IO_INDEX), ...ioRegion() }] : [])];
}

function barOf(identity: FunctionIdentity, driver: Driver, era: KernelEra, index: number) {
  const { size, flags } = identity.bars[index]!;
  if (size === 0n) return { size, flags: 0, caps: [] };
  const mappable = era.barMmap && driver.stockRegions && flags & MEM_RESOURCE && !isIsm(identity.config);
  if (!mappable) return { size, flags: READ | WRITE, caps: [] };
  const holdsTable = msixTable(identity.config)?.bar === index;
  const caps = holdsTable ? [encodeCap(msixMappable, {}, HOST_ORDER)] : [];
  return { size, flags: READ | WRITE | MMAP, caps };
}

const ioRegion = () => ({
  size: BigInt(zpciIoHeader.size + zpciIoRequest.size),
  flags: READ | WRITE,
  caps: [encodeCap(regionType, { ...ZPCI_IO_REGION }, HOST_ORDER)],
});

/** ISM BARs are marked not mappable: the function takes no MIO instruction. */
const isIsm = (config: Uint8Array) => readU16(config, 0, 'le') === 0x1014 && readU16(config, 2, 'le') === 0x04ed;

/** VFIO_DEVICE_GET_REGION_INFO of one region. */
export const regionInfo = ({ index, flags, size, offset, caps }: Region): Info => ({
  layout: vfioRegionInfo,
  minimum: 32,
  values: { index, flags, size, offset },
  capsFlag: CAPS,
  caps,
});
