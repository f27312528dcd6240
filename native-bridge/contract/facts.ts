import { readU16, readU32 } from '../abi/bytes.ts';
import { decode } from '../abi/decode.ts';
import type { Dialect } from '../abi/kinds.ts';
import { decodeFields } from '../abi/layout.ts';
import { changingPlaces } from '../abi/registers/index.ts';
import { vfioDeviceInfo } from '../abi/structures/device.ts';
import { iommuIoasIovaRangesList } from '../abi/structures/iommufd.ts';
import { vfioIrqInfo } from '../abi/structures/irq.ts';
import { vfioRegionInfo } from '../abi/structures/region.ts';
import { ZPCI_IO_REGION, zpciIoHeader } from '../abi/structures/zpci-io.ts';
import type { FieldValues } from '../abi/types.ts';
import type { Facts, IovaRange, RegionFacts } from '../rules/types.ts';
import type { LiveState, Snapshot } from './bridge-contract.ts';
import type { FunctionView } from './requests/kind.ts';

/** What rules and plans look at, decoded from the raw bytes of a snapshot. Bytes that are missing or damaged leave defaults. */

/** Function type of ISM: the one whose group is relaxed. */
const PFT_ISM = 5;
/** What every kernel and device takes when nothing says more. */
const SMALLEST_MAXSTBL = 128;
const SMALLEST_PAGE = 4096n;
/** Bit of the PCI command register. */
const MEMORY_DECODING = 2;
/** Device info flag: a reset method was found. */
const RESET_FLAG = 1;

type Bytes = Uint8Array | undefined;
type Described = Pick<Snapshot, 'byteOrder'> & Partial<Pick<Snapshot, 'host'>>;

/** How the host lays out what its IOMMU says; it tells so itself, for bytes alone do not. */
export const dialectOf = ({ host }: Partial<Pick<Snapshot, 'host'>>): Dialect | undefined =>
  host?.dialect === 'rfc2019' ? 'rfc2019' : undefined;

const number = (value: FieldValues[string] | undefined) => (typeof value === 'number' ? value : undefined);
const big = (value: FieldValues[string] | undefined) => (typeof value === 'bigint' ? value : undefined);

/** Fields of the capability of that name, empty when the answer has none. */
function capability(kind: 'device-info' | 'iommu-info' | 'region-info', bytes: Bytes, name: string, from: Described) {
  const caps = bytes ? decode(kind, bytes, { byteOrder: from.byteOrder, dialect: dialectOf(from) }).caps : [];
  return caps.find((cap) => cap.name === name)?.fields ?? {};
}

/** What is known of a function from its snapshot alone: a view without the session's mappings and memory. */
export interface KnownFunction extends Omit<FunctionView, 'facts' | 'buffers' | 'scratch'> {
  readonly facts: KnownFacts;
  /** Memory is decoded whatever the command register says. */
  readonly alwaysDecodes: boolean;
}
type KnownFacts = Omit<Facts, 'mappings' | 'dmaAvail' | 'irqs' | 'boundPasids'>;

function factsOf(snapshot: Snapshot): KnownFacts {
  const base = capability('device-info', snapshot.deviceInfo, 'zpci-base', snapshot);
  return {
    byteOrder: snapshot.byteOrder,
    regions: regionsOf(snapshot),
    maxstbl: maxstblOf(snapshot),
    relaxed: base.pft === PFT_ISM,
    backend: snapshot.backend ?? 'type1v2',
    pageSize: pageSizeOf(snapshot),
    windows: windowsOf(snapshot, base),
    allowed: allowedOf(snapshot),
    irqCounts: irqCountsOf(snapshot),
    resets: resetsOf(snapshot),
    memoryEnabled: alwaysDecodes(snapshot) ? undefined : memoryEnabledOf(snapshot.config),
    msixTable: msixTableOf(snapshot.config),
    guestTables: dialectOf(snapshot) === 'rfc2019' && snapshot.backend !== 'iommufd',
    changing: changingPlaces({ ...idsOf(snapshot), isIsm: base.pft === PFT_ISM, config: snapshot.config }),
    barWidth: snapshot.host.bar_width === '4' ? 4 : 8,
    zpciIoMode: snapshot.host.zpci_io_mode === 'fixed' ? 'fixed' : 'posted',
  };
}

/** Virtual functions decode memory whatever their command register says: s390 sets `no_command_memory` for each that has a `vfn`. */
const alwaysDecodes = (snapshot: Snapshot): boolean =>
  (number(capability('device-info', snapshot.deviceInfo, 'zpci-base', snapshot).vfn) ?? 0) !== 0;

/** What a snapshot tells, for all states the session goes through with it. */
export function knownOf(snapshot: Snapshot): KnownFunction {
  const known = KNOWN.get(snapshot) ?? decodeKnown(snapshot);
  KNOWN.set(snapshot, known);
  return known;
}

/** A snapshot never changes, and is asked about at every request and every picture of a panel. */
const KNOWN = new WeakMap<Snapshot, KnownFunction>();

const decodeKnown = (snapshot: Snapshot): KnownFunction => ({
  facts: factsOf(snapshot),
  paths: snapshot.paths.filter(({ present }) => present).map(({ path }) => path),
  ioas: number(ioasOf(snapshot).ioas_id),
  zpciIoRegion: zpciIoRegionOf(snapshot),
  alwaysDecodes: alwaysDecodes(snapshot),
});

/** What planning looks at: the facts, the paths there are, the session's memory. */
export const viewOf = (snapshot: Snapshot, state: LiveState): FunctionView => viewIn(knownOf(snapshot), state);

export const viewIn = (
  known: KnownFunction,
  {
    mappings,
    dmaAvail,
    buffers,
    scratch,
    irqs,
    pasids,
    command,
  }: Omit<LiveState, 'armed' | 'irqs'> & Pick<Facts, 'irqs'>,
): FunctionView => ({
  ...known,
  facts: {
    ...known.facts,
    mappings,
    dmaAvail,
    irqs,
    boundPasids: pasids,
    memoryEnabled: memoryEnabledAfter(known, command),
  },
  buffers,
  scratch,
});

/** Whether memory is decoded once the lower byte of the command register was written, if it was. */
const memoryEnabledAfter = ({ facts, alwaysDecodes }: KnownFunction, command: number | undefined) =>
  command === undefined || alwaysDecodes ? facts.memoryEnabled : (command & MEMORY_DECODING) !== 0;

/** Index of the zPCI I/O region: the one whose type capability says so. */
export function zpciIoRegionOf(snapshot: Described & Pick<Snapshot, 'regions'>): number | undefined {
  const isZpciIo = (bytes: Bytes) => {
    const { type, subtype } = capability('region-info', bytes, 'type', snapshot);
    return type === ZPCI_IO_REGION.type && subtype === ZPCI_IO_REGION.subtype;
  };
  return snapshot.regions.find(({ bytes }) => isZpciIo(bytes))?.index;
}

/** Regions the kernel answered for, with the offsets it gave. */
export function regionsOf({ regions, byteOrder }: Described & Pick<Snapshot, 'regions'>): RegionFacts[] {
  return regions.flatMap(({ index, bytes }) => {
    const { size, offset, flags } = decodeFields(vfioRegionInfo, bytes ?? new Uint8Array(), byteOrder);
    const known = big(size) !== undefined && big(offset) !== undefined;
    return known ? [{ index, size: big(size)!, offset: big(offset)!, flags: number(flags) ?? 0 }] : [];
  });
}

/** The hardware's own number: GROUP version 2 has it, else the header of the zPCI I/O region. */
function maxstblOf(snapshot: Snapshot): number {
  const group = capability('device-info', snapshot.deviceInfo, 'zpci-group', snapshot);
  const header = decodeFields(zpciIoHeader, snapshot.zpciIoHeader ?? new Uint8Array(), snapshot.byteOrder);
  return number(group.imaxstbl) || number(header.max) || SMALLEST_MAXSTBL;
}

/** The function handle the kernel last told (ZPCI_BASE from version 2 on). */
export function handleOf(snapshot: Described & Pick<Snapshot, 'deviceInfo'>): number | undefined {
  return number(capability('device-info', snapshot.deviceInfo, 'zpci-base', snapshot).fh);
}

/** Mapping entries that were free when the snapshot was taken, as the kernel said; undefined when it did not. */
export function dmaAvailOf(snapshot: Described & Pick<Snapshot, 'iommuInfo'>): number | undefined {
  return number(capability('iommu-info', snapshot.iommuInfo, 'dma-avail', snapshot).avail);
}

/** The IOVA the function reaches: the lists of the kernel within the bounds of the zPCI base capability; those alone without a list. */
function windowsOf(snapshot: Snapshot, base: FieldValues): IovaRange[] {
  const { ranges } = capability('iommu-info', snapshot.iommuInfo, 'iova-range', snapshot);
  const listed = elements(ranges).flatMap(({ start, end }) => range(start, end));
  if (listed.length > 0) return listed;
  const [bounds] = range(base.start_dma, base.end_dma);
  const allowed = allowedOf(snapshot);
  if (!bounds || !allowed) return allowed ?? (bounds ? [bounds] : []);
  return allowed.flatMap(({ start, end }) => range(later(start, bounds.start), earlier(end, bounds.end)));
}

/** What an iommufd hands out; it knows nothing of the aperture of a function (measured on 7.2). */
function allowedOf(snapshot: Snapshot): IovaRange[] | undefined {
  return snapshot.iovaRanges && elements(ioasOf(snapshot).ranges).flatMap(({ start, last }) => range(start, last));
}

const later = (a: bigint, b: bigint) => (a > b ? a : b);
const earlier = (a: bigint, b: bigint) => (a < b ? a : b);

const elements = (list: FieldValues[string] | undefined): readonly FieldValues[] => (Array.isArray(list) ? list : []);

/** Fields of the I/O address space of an iommufd; empty on a container. */
const ioasOf = ({ iovaRanges, byteOrder }: Snapshot): FieldValues =>
  decodeFields(iommuIoasIovaRangesList, iovaRanges ?? new Uint8Array(), byteOrder);

function range(start: FieldValues[string] | undefined, end: FieldValues[string] | undefined): IovaRange[] {
  const [first, last] = [big(start), big(end)];
  return first !== undefined && last !== undefined && first <= last ? [{ start: first, end: last }] : [];
}

/** Smallest page size of the bitmap; on an iommufd the alignment of its IOVA. */
function pageSizeOf(snapshot: Snapshot): bigint {
  const { iommuInfo, byteOrder } = snapshot;
  const header: FieldValues = iommuInfo ? decode('iommu-info', iommuInfo, { byteOrder }).header : {};
  const sizes = big(header.iova_pgsizes) ?? big(ioasOf(snapshot).out_iova_alignment) ?? 0n;
  return sizes > 0n ? sizes & -sizes : SMALLEST_PAGE;
}

function irqCountsOf({ irqs, byteOrder }: Snapshot): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { index, bytes } of irqs) {
    const count = number(decodeFields(vfioIrqInfo, bytes ?? new Uint8Array(), byteOrder).count);
    if (count !== undefined) counts[index] = count;
  }
  return counts;
}

function resetsOf({ deviceInfo, byteOrder }: Snapshot): boolean | undefined {
  const flags = number(decodeFields(vfioDeviceInfo, deviceInfo ?? new Uint8Array(), byteOrder).flags);
  return flags === undefined ? undefined : (flags & RESET_FLAG) !== 0;
}

/** Memory decoding in the command register, byte 4 of configuration space; unknown until it was read. */
const memoryEnabledOf = (config: Bytes) =>
  config && config.length > 4 ? (config[4]! & MEMORY_DECODING) !== 0 : undefined;

/** Vendor and device, from sysfs, else from configuration space. */
function idsOf({ attributes, config }: Snapshot) {
  const told = (name: string, at: number) => {
    const text = attributes[name];
    if (text) return Number.parseInt(String.fromCharCode(...text.subarray(0, 16)), 16);
    return config && config.length >= at + 2 ? readU16(config, at, 'le') : undefined;
  };
  return { vendor: told('vendor', 0), device: told('device', 2) };
}

const STATUS = 6;
const HAS_CAPABILITIES = 0x10;
const FIRST_CAPABILITY = 0x34;
const MSIX_CAPABILITY = 0x11;
/** As many capabilities as fit; a list that loops ends there. */
const MOST_CAPABILITIES = 48;
const ENTRY_BYTES = 16n;

/** Where the MSI-X table lies, from the capability list of configuration space; undefined without one. */
function msixTableOf(config: Bytes): Facts['msixTable'] {
  const [status = 0, first = 0] = [config?.[STATUS], config?.[FIRST_CAPABILITY]];
  if (!config || (status & HAS_CAPABILITIES) === 0) return undefined;
  let at = first & ~3;
  for (let steps = 0; at >= 0x40 && at + 8 <= config.length && steps < MOST_CAPABILITIES; steps++) {
    if (config[at] === MSIX_CAPABILITY) return tableAt(config, at);
    at = config[at + 1]! & ~3;
  }
  return undefined;
}

function tableAt(config: Uint8Array, at: number): Facts['msixTable'] {
  const vectors = (readU16(config, at + 2, 'le') & 0x7ff) + 1;
  const table = readU32(config, at + 4, 'le');
  const start = BigInt(table >>> 3) << 3n;
  return { bar: table & 7, start, end: start + ENTRY_BYTES * BigInt(vectors) };
}
