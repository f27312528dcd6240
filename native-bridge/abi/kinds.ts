import type { Capability } from './capabilities/capability.ts';
import {
  deviceCapabilities,
  iommuCapabilities,
  regionCapabilities,
  rfc2019Capabilities,
} from './capabilities/index.ts';
import * as structures from './structures/index.ts';
import type { ByteOrder, FieldValues, Layout } from './types.ts';

/** Every structure that can be decoded by name. Adding one is its layout and one line here. */

export interface Structure {
  readonly layout: Layout | ((bytes: Uint8Array) => Layout);
  /** Architected byte order, where the host's does not matter. */
  readonly order?: ByteOrder;
  /** Fewest bytes that mean something; the layout's size unless given. */
  readonly minimum?: number;
  /** Tells the right byte order where the size of the first field does not. */
  readonly plausible?: (header: FieldValues) => boolean;
  readonly chain?: Chain;
}

/** How a structure carries capabilities. */
export interface Chain {
  /** Bit of `flags` that says capabilities exist. */
  readonly flag: number;
  /** Lowest offset a capability may have. */
  readonly floor: number;
  readonly capabilities: readonly Capability[];
}

const { vfioDmaUnmap, vfioDmaUnmapBitmap, vfioDirtyPages, vfioDirtyPagesRange } = structures;
const { vfioIommuBind, vfioIommuBindGuest, iommuIoasIovaRanges, iommuIoasIovaRangesList } = structures;

const longer = (short: Layout, long: Layout) => (bytes: Uint8Array) => (bytes.length < long.size ? short : long);

/** Store-block lengths the hardware has: 13 bits, 128 and more. */
const isMaxstbl = ({ max }: FieldValues) => Number(max) >= 128 && Number(max) < 0x2000;

const STRUCTURES = {
  'device-info': {
    layout: structures.vfioDeviceInfo,
    minimum: 16,
    chain: { flag: 0x80, floor: 20, capabilities: deviceCapabilities },
  },
  'region-info': {
    layout: structures.vfioRegionInfo,
    chain: { flag: 8, floor: 32, capabilities: regionCapabilities },
  },
  'irq-info': { layout: structures.vfioIrqInfo },
  'iommu-info': {
    layout: structures.vfioType1Info,
    minimum: 16,
    chain: { flag: 2, floor: 20, capabilities: iommuCapabilities },
  },
  'zpci-io-header': { layout: structures.zpciIoHeader, plausible: isMaxstbl },
  'zpci-io-request': { layout: structures.zpciIoRequest },
  fmb: { layout: structures.fmbLayout, order: 'be', minimum: 48 },
  'group-status': { layout: structures.vfioGroupStatus },
  'irq-set': { layout: structures.vfioIrqSet },
  'device-feature': { layout: structures.vfioDeviceFeature },
  ioeventfd: { layout: structures.vfioIoeventfd },
  'hot-reset-info': { layout: structures.vfioHotResetInfo },
  'hot-reset': { layout: structures.vfioHotReset },
  'dma-map': { layout: structures.vfioDmaMap },
  'dma-unmap': { layout: longer(vfioDmaUnmap, vfioDmaUnmapBitmap), minimum: vfioDmaUnmap.size },
  'dirty-pages': { layout: longer(vfioDirtyPages, vfioDirtyPagesRange), minimum: vfioDirtyPages.size },
  'bind-iommufd': { layout: structures.vfioBindIommufd },
  'attach-pt': { layout: structures.vfioAttachPt },
  'detach-pt': { layout: structures.vfioDetachPt },
  'iommu-destroy': { layout: structures.iommuDestroy },
  'ioas-alloc': { layout: structures.iommuIoasAlloc },
  'ioas-iova-ranges': {
    layout: (bytes) => (bytes.length > iommuIoasIovaRanges.size ? iommuIoasIovaRangesList : iommuIoasIovaRanges),
    minimum: iommuIoasIovaRanges.size,
  },
  'ioas-allow-iovas': { layout: structures.iommuIoasAllowIovas },
  'ioas-map': { layout: structures.iommuIoasMap },
  'ioas-copy': { layout: structures.iommuIoasCopy },
  'ioas-unmap': { layout: structures.iommuIoasUnmap },
  'iommu-option': { layout: structures.iommuOption },
  'vfio-ioas': { layout: structures.iommuVfioIoas },
  'hwpt-alloc': { layout: structures.iommuHwptAlloc, minimum: 24 },
  'hw-info': { layout: structures.iommuGetHwInfo, minimum: 32 },
  'dirty-bitmap': { layout: structures.iommuGetDirtyBitmap },
  'pasid-bind': { layout: longer(vfioIommuBind, vfioIommuBindGuest), minimum: vfioIommuBind.size },
  'pci-request': { layout: structures.pciRequestWord, order: 'be' },
  'pci-error-record': { layout: structures.pciErrorRecord, order: 'be' },
  fib: { layout: structures.functionInformationBlock, order: 'be' },
  'ccdf-error': { layout: structures.ccdfError, order: 'be' },
  'ccdf-availability': { layout: structures.ccdfAvailability, order: 'be' },
  'clp-list-entry': { layout: structures.clpListEntry, order: 'be' },
  'clp-query-function': { layout: structures.clpQueryFunction, order: 'be' },
  'clp-query-group': { layout: structures.clpQueryGroup, order: 'be' },
} as const satisfies Record<string, Structure>;

export type LayoutKind = keyof typeof STRUCTURES;

export const layoutKinds = Object.keys(STRUCTURES) as LayoutKind[];

/** Dialect of the proposals of 2019 that never merged: a 64-bit chain offset and other capabilities. */
export type Dialect = 'rfc2019';

const RFC_IOMMU_INFO: Structure = {
  layout: structures.rfcType1Info,
  minimum: 16,
  chain: { flag: 2, floor: 24, capabilities: rfc2019Capabilities },
};

/** How a kind is laid out in a dialect. */
export const structureOf = (kind: LayoutKind, dialect?: Dialect): Structure =>
  dialect === 'rfc2019' && kind === 'iommu-info' ? RFC_IOMMU_INFO : STRUCTURES[kind];
