import { hexNumber } from '../abi/hex.ts';
import { BOUNDARY, crossesBoundary, crossesPage, leaves, longer, misaligned, regionSize } from './breach.ts';
import { REGION, ZPCI_IO } from './flags.ts';
import { mend, otherPlaces } from './mends.ts';
import type { Rule, RuleSet, StoreBlock } from './types.ts';

/**
 * Checks of the zPCI I/O region between the write of a request and its one instruction. Posted: the four patches of January 2021
 * with their quirks. Fixed: what their review asked for. All failures are EIO, those of the instruction that follows too.
 */
const POSTED = '"vfio-pci/zdev: Introduce the zPCI I/O vfio region", January 2021, 4/4';
const REVIEW = 'Review of "vfio-pci/zdev: Introduce the zPCI I/O vfio region", January 2021, 4/4';

const MASK_4K = 0xfffn;

export const isRead = ({ flags = ZPCI_IO.BLOCKW }: StoreBlock) => (flags & ZPCI_IO.READ) !== 0n;
export const isBlockWrite = ({ flags = ZPCI_IO.BLOCKW }: StoreBlock) => (flags & ZPCI_IO.BLOCKW) !== 0n;

const loadLength: Rule<StoreBlock> = {
  id: 'ZIO-W6',
  sentence: 'With READ set the length is at most 8, also when BLOCKW is set.',
  errno: 'EIO',
  source: `${POSTED}, check W6; measured on 6.12`,
  broken: (request) => (isRead(request) ? longer(request.length, 8) : undefined),
};

const storeLength: Rule<StoreBlock> = {
  id: 'ZIO-W7',
  sentence: 'With BLOCKW set the length is at most the hardware maximum (maxstbl), also when READ is set.',
  errno: 'EIO',
  source: `${POSTED}, check W7; measured on 6.12`,
  broken: (request, { maxstbl }) => (isBlockWrite(request) ? longer(request.length, maxstbl) : undefined),
};

const memoryDoubleword: Rule<StoreBlock> = {
  id: 'ZIO-W8',
  sentence: 'The memory address is a multiple of 8, on relaxed groups too.',
  errno: 'EIO',
  source: `${POSTED}, check W8; measured on 6.12`,
  broken: ({ gaddr }) => misaligned('gaddr', gaddr, 8n),
};

/** `(gaddr & 0xfff) + len - 1` in unsigned 64-bit arithmetic: length 0 at the start of a page wraps and is refused, elsewhere it passes. */
const memoryPage: Rule<StoreBlock> = {
  id: 'ZIO-W9',
  sentence: 'The memory does not cross a page; length 0 is refused at the start of a page only.',
  errno: 'EIO',
  source: `${POSTED}, check W9; measured on 6.12`,
  broken: ({ gaddr, length }) => {
    const last = BigInt.asUintN(64, (gaddr & MASK_4K) + BigInt(length) - 1n);
    if (last <= MASK_4K) return undefined;
    if (length > 0) return crossesPage(gaddr, length);
    return { field: 'length', detail: '0 + 0 - 1 wraps', mends: [mend('Lengthen', { length: 1 })] };
  },
};

const memoryPinned: Rule<StoreBlock> = {
  id: 'ZIO-W10',
  sentence: 'The page at the memory address belongs to the calling process.',
  errno: 'EIO',
  source: `${POSTED}, check W10 (get_user_pages_fast); measured on 6.12`,
  broken: ({ gaddr }, { ownsMemory }) =>
    ownsMemory === undefined || ownsMemory(gaddr - (gaddr & MASK_4K), BigInt(BOUNDARY))
      ? undefined
      : { field: 'gaddr', detail: `${hexNumber(gaddr)} is not mapped` },
};

const ONE_OPERATION = [mend('Store', { flags: ZPCI_IO.BLOCKW }), mend('Load', { flags: ZPCI_IO.READ })];

const someOperation: Rule<StoreBlock> = {
  id: 'ZIO-W11',
  sentence: 'The flags name an operation, READ or BLOCKW.',
  errno: 'EIO',
  source: `${POSTED}, check W11; measured on 6.12`,
  broken: (request) =>
    isRead(request) || isBlockWrite(request)
      ? undefined
      : {
          field: 'flags',
          detail: `${hexNumber(request.flags ?? 0n)} has neither bit`,
          mends: ONE_OPERATION,
        },
};

const oneOperation: Rule<StoreBlock> = {
  id: 'ZIO-OP',
  sentence: 'The flags name exactly one operation, READ or BLOCKW, and nothing else.',
  errno: 'EIO',
  source: `${REVIEW}: both operations and unknown bits were accepted`,
  broken: ({ flags = ZPCI_IO.BLOCKW }) =>
    flags === ZPCI_IO.READ || flags === ZPCI_IO.BLOCKW
      ? undefined
      : { field: 'flags', detail: `${hexNumber(flags)} is neither 1 nor 2`, mends: ONE_OPERATION },
};

const notEmpty: Rule<StoreBlock> = {
  id: 'ZIO-EMPTY',
  sentence: 'The length is at least 1.',
  errno: 'EIO',
  source: `${REVIEW}: length 0 reached the instruction`,
  broken: ({ length }) =>
    length < 1 ? { field: 'length', detail: 'the length is 0', mends: [mend('Lengthen', { length: 1 })] } : undefined,
};

const storeMaximum: Rule<StoreBlock> = {
  id: 'ZIO-MAX',
  sentence: 'A store is at most as long as the hardware maximum (maxstbl) and a page.',
  errno: 'EIO',
  source: `${REVIEW}: the maximum was not clamped to a page`,
  broken: (request, { maxstbl }) =>
    isBlockWrite(request) ? longer(request.length, Math.min(maxstbl, BOUNDARY)) : undefined,
};

const memoryOnePage: Rule<StoreBlock> = {
  id: 'ZIO-PAGE',
  sentence: 'The memory does not cross a page.',
  errno: 'EIO',
  source: `${REVIEW}: check W9 without its wrap at length 0`,
  broken: ({ gaddr, length }) => crossesPage(gaddr, length),
};

const addressSpace: Rule<StoreBlock> = {
  id: 'ZIO-AS',
  sentence: 'The address space is one of the BARs 0 to 5; configuration space has a region of its own.',
  errno: 'EIO',
  source: `${REVIEW}: 15 reached configuration space past its virtualisation`,
  broken: ({ space }, facts) =>
    space > REGION.lastBar
      ? { field: 'space', detail: `${space} is not a BAR`, mends: otherPlaces('space', space, facts) }
      : undefined,
};

const insideBar: Rule<StoreBlock> = {
  id: 'ZIO-BAR',
  sentence: 'The whole operation lies inside an implemented BAR.',
  errno: 'EIO',
  source: `${REVIEW}: the offset was not checked against the BAR`,
  broken: ({ space, offset, length }, facts) =>
    space > REGION.lastBar || length === 0
      ? undefined
      : leaves(`BAR ${space}`, offset, length, regionSize(space, facts) ?? 0n),
};

const boundary: Rule<StoreBlock> = {
  id: 'ZIO-4K',
  sentence: 'The operation does not cross a 4 KiB boundary of PCI space.',
  errno: 'EIO',
  source: `${REVIEW}: only the memory address was checked`,
  broken: ({ offset, length }) => crossesBoundary(offset, length),
};

const decoding: Rule<StoreBlock> = {
  id: 'ZIO-DECODE',
  sentence: 'Memory decoding is enabled in the PCI command register.',
  errno: 'EIO',
  source: `${REVIEW}: BARs were reached with decoding off`,
  broken: (_, { memoryEnabled }) =>
    memoryEnabled === false ? { field: 'space', detail: 'memory decoding is off' } : undefined,
};

export const zpciIoRules: Record<'posted' | 'fixed', RuleSet<StoreBlock>> = {
  posted: {
    id: 'zpci-io-posted',
    title: 'zPCI I/O region as posted',
    rules: [loadLength, storeLength, memoryDoubleword, memoryPage, memoryPinned, someOperation],
  },
  fixed: {
    id: 'zpci-io-fixed',
    title: 'zPCI I/O region, reviewed',
    rules: [
      oneOperation,
      notEmpty,
      loadLength,
      storeMaximum,
      memoryDoubleword,
      memoryOnePage,
      addressSpace,
      insideBar,
      boundary,
      decoding,
      memoryPinned,
    ],
  },
};
