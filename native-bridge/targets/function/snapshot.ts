import { readU32, readU64 } from '../../abi/bytes.ts';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import type { Snapshot, SyscallRecord } from '../../contract/bridge-contract.ts';
import { regionsOf, zpciIoRegionOf } from '../../contract/facts.ts';
import type { Syscalls } from '../syscalls.ts';
import { makePread } from './call-log.ts';
import { type InfoAnswer, InfoCalls } from './info-calls.ts';
import { askIovaRanges } from './iova-ranges.ts';
import type { Descriptors } from './opening/index.ts';
import type { FunctionPlace } from './place.ts';
import type { RegionMaps } from './region-maps.ts';
import { storePaths } from './store-paths.ts';
import { driverName } from './sysfs.ts';

const CONFIG_REGION = 7;
const ZPCI_IO_HEADER_BYTES = 16;
/** PCI configuration space is never larger. */
const CONFIG_BYTES = 4096n;
/** Bounds on counts a device may claim; the kernel has 9 + a few regions and 5 interrupts. */
const MOST_REGIONS = 64;
const MOST_IRQS = 16;

/**
 * Everything kernel and firmware say about an open function, byte for byte, with the calls that gave it. Configuration space is
 * read from the function only when `config` is set.
 */
export async function takeSnapshot(
  kernel: Syscalls,
  place: FunctionPlace,
  descriptors: Descriptors,
  maps: RegionMaps,
  config: boolean,
): Promise<Snapshot> {
  const { byteOrder } = place;
  const info = new InfoCalls(kernel, byteOrder);
  const described = { ...(await askAll(info, descriptors, byteOrder)), ...(await askIommu(info, kernel, descriptors)) };
  const attributes = kernel.attributes(place.bdf);
  const driver = driverName(attributes);
  const mmio = maps.probe(regionsOf({ regions: described.regions, byteOrder }), info.calls);
  const clues = { regions: described.regions, driver, byteOrder, mmio };
  const reading: Reading = { kernel, device: descriptors.device, clues, calls: info.calls };
  return {
    address: place.address,
    title: place.title,
    kind: place.kind,
    takenAt: BigInt(Date.now()) * 1_000_000n,
    byteOrder,
    modelled: kernel.modelled,
    host: { ...place.host },
    bdf: place.bdf,
    driver,
    backend: descriptors.backend,
    attributes: { ...attributes },
    ...described,
    zpciIoHeader: await readPart(reading, zpciIoRegionOf(clues), () => ZPCI_IO_HEADER_BYTES),
    config: config ? await readPart(reading, CONFIG_REGION, configLength) : undefined,
    fmb: attributes.fmb,
    paths: storePaths(clues),
    calls: [...descriptors.calls, ...info.calls],
  };
}

async function askAll(info: InfoCalls, { device }: Descriptors, byteOrder: FunctionPlace['byteOrder']) {
  const deviceInfo = (await askDeviceInfo(info, device)).bytes;
  const count = (at: number, most: number) =>
    deviceInfo && deviceInfo.length >= at + 4 ? Math.min(readU32(deviceInfo, at, byteOrder), most) : 0;
  const regions = await askEach(count(8, MOST_REGIONS), (index) =>
    info.ask(device, { on: 'device', name: 'VFIO_DEVICE_GET_REGION_INFO', ...REGION_INFO, index }),
  );
  const irqs = await askEach(count(12, MOST_IRQS), (index) =>
    info.ask(device, { on: 'device', name: 'VFIO_DEVICE_GET_IRQ_INFO', ...IRQ_INFO, index }),
  );
  return { deviceInfo, regions, irqs };
}

/** What may be mapped: a container's info with its capabilities, or the IOVA list of an iommufd. */
async function askIommu(info: InfoCalls, kernel: Syscalls, { iommu, ioas }: Descriptors): Promise<Partial<Snapshot>> {
  if (ioas === undefined) return { iommuInfo: (await info.ask(iommu, IOMMU_INFO)).bytes };
  return { iovaRanges: await askIovaRanges(kernel, iommu, ioas, info.order, info.calls) };
}

const REGION_INFO = { request: IOCTL.VFIO_DEVICE_GET_REGION_INFO, size: 32 } as const;
const IRQ_INFO = { request: IOCTL.VFIO_DEVICE_GET_IRQ_INFO, size: 16 } as const;
const IOMMU_INFO = { on: 'iommu', name: 'VFIO_IOMMU_GET_INFO', request: IOCTL.VFIO_IOMMU_GET_INFO, size: 24 } as const;

/** Device info alone: repeated after a reset, because the function handle in it is a new one. */
export function askDeviceInfo(info: InfoCalls, device: number): Promise<InfoAnswer> {
  return info.ask(device, {
    on: 'device',
    name: 'VFIO_DEVICE_GET_INFO',
    request: IOCTL.VFIO_DEVICE_GET_INFO,
    size: 24,
  });
}

async function askEach(count: number, ask: (index: number) => Promise<InfoAnswer>) {
  const answers: Snapshot['regions'] = [];
  for (let index = 0; index < count; index++) answers.push({ index, ...(await ask(index)) });
  return answers;
}

interface Reading {
  readonly kernel: Syscalls;
  readonly device: number;
  readonly clues: { readonly regions: Snapshot['regions']; readonly byteOrder: FunctionPlace['byteOrder'] };
  readonly calls: SyscallRecord[];
}

/** Reads the start of a region with one pread at the offset the kernel gave; undefined when it has none or refuses. */
async function readPart(
  { kernel, device, clues, calls }: Reading,
  index: number | undefined,
  length: (size: bigint) => number,
): Promise<Uint8Array | undefined> {
  const bytes = clues.regions.find((region) => region.index === index)?.bytes;
  if (!bytes || bytes.length < 32) return undefined;
  const size = readU64(bytes, 16, clues.byteOrder);
  const offset = readU64(bytes, 24, clues.byteOrder);
  const { result, record } = await makePread(kernel, device, offset, length(size));
  calls.push(record);
  return result.rc >= 0 ? result.out : undefined;
}

const configLength = (size: bigint) => Number(size < CONFIG_BYTES ? size : CONFIG_BYTES);
