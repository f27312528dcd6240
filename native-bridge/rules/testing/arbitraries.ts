import fc from 'fast-check';
import type { PasidBind } from '../pasid-bind.ts';
import type { DmaMap, DmaUnmap, Facts, IrqSet, RegionAccess, StoreBlock } from '../types.ts';

/** Functions and requests that lie on and beside every limit, so that each rule is met from both sides. */

const PAGE = 0x1000n;
const APERTURE = 0x1_0000_0000n;
const U64_MAX = 0xffff_ffff_ffff_ffffn;

/** Memory of the pretended process. */
const OWNED = { start: 0x3ff_0000_0000n, end: 0x3ff_ffff_ffffn };

const region = (index: number, size: bigint) => ({ index, size, flags: 3, offset: BigInt(index) << 40n });

const mapping = (page: bigint, pages: bigint) => ({
  iova: APERTURE + page * PAGE,
  size: pages * PAGE,
  vaddr: OWNED.start,
  read: true,
  write: true,
});

/** A function as plain as can be; tests change what they are about. */
export const sampleFacts: Facts = {
  byteOrder: 'be',
  regions: [
    region(0, 0x10000n),
    region(1, 0n),
    region(2, 0x4000n),
    region(6, 0x800n),
    region(7, 0x100n),
    region(9, 48n),
  ],
  maxstbl: 128,
  relaxed: false,
  backend: 'type1v2',
  pageSize: PAGE,
  windows: [{ start: APERTURE, end: 0x1_3fff_ffffn }],
  mappings: [],
  dmaAvail: 65_535,
  irqCounts: { 0: 1, 1: 1, 2: 4, 4: 1 },
};

export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  byteOrder: fc.constantFrom('be' as const, 'le' as const),
  regions: fc.constant(sampleFacts.regions),
  maxstbl: fc.constantFrom(16, 128, 4096, 8191),
  relaxed: fc.boolean(),
  backend: fc.constantFrom('type1' as const, 'type1v2' as const, 'iommufd' as const),
  pageSize: fc.constantFrom(PAGE, 0x10000n),
  windows: fc.constantFrom(
    sampleFacts.windows,
    [],
    [...sampleFacts.windows, { start: 0x1_8000_0000n, end: 0x1_8fff_ffffn }],
  ),
  allowed: fc.constantFrom(undefined, [{ start: APERTURE, end: 0x3ff_ffff_ffffn }]),
  mappings: fc.constantFrom([], [mapping(0n, 1n)], [mapping(1n, 4n), mapping(16n, 16n)]),
  dmaAvail: fc.constantFrom(0, 1, 65_535),
  irqCounts: fc.constantFrom(sampleFacts.irqCounts, {}, { 0: 0, 2: 2, 3: 1, 4: 1 }),
  irqs: fc.constantFrom(undefined, [], [{ index: 1, room: 1, vectors: [0] }], [{ index: 2, room: 2, vectors: [0, 1] }]),
  resets: fc.constantFrom(undefined, true, false),
  guestTables: fc.constantFrom(undefined, false, true),
  boundPasids: fc.constantFrom(undefined, [], [1, 2]),
  memoryEnabled: fc.constantFrom(undefined, true, false),
  ownsMemory: fc.constantFrom(
    undefined,
    (vaddr: bigint, size: bigint) => vaddr >= OWNED.start && vaddr + size - 1n <= OWNED.end,
  ),
  zpciIoMode: fc.constantFrom('posted' as const, 'fixed' as const),
});

const offset = fc.oneof(
  fc.constantFrom(0n, 1n, 4n, 8n, 0xff8n, 0xfffn, 0x1000n, 0x3ff8n, 0x4000n, 0xff_fff8n, U64_MAX),
  fc.bigInt({ min: 0n, max: 0x4100n }),
);
const length = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 7, 8, 9, 16, 20, 128, 129, 136, 4096, 4097),
  fc.integer({ min: 0, max: 9000 }),
);
const memory = fc.oneof(
  fc.constantFrom(0n, 8n, 4n, 0xff8n, OWNED.start, OWNED.start + 0xff8n, OWNED.start + 4n),
  fc.bigInt({ min: 0n, max: U64_MAX }),
);

export const anyStore: fc.Arbitrary<StoreBlock> = fc.record({
  space: fc.constantFrom(0, 1, 2, 5, 6, 15, 255),
  offset,
  length,
  gaddr: memory,
  flags: fc.constantFrom(undefined, 0n, 1n, 2n, 3n, 4n, 6n),
});

export const anyAccess: fc.Arbitrary<RegionAccess> = fc.record({
  region: fc.constantFrom(0, 1, 2, 3, 6, 7, 8, 9),
  offset: fc.oneof(offset, fc.bigInt({ min: 0n, max: 60n })),
  length: fc.oneof(length, fc.integer({ min: 0, max: 60 })),
  write: fc.boolean(),
});

const iova = fc.oneof(
  fc.constantFrom(0n, 0x123n, APERTURE - PAGE, APERTURE, APERTURE + PAGE, APERTURE + 2n * PAGE, APERTURE + 0x10000n),
  fc.constantFrom(0x1_3fff_f000n, 0x1_4000_0000n, 0x1_8000_0000n, U64_MAX - 0xfffn, U64_MAX),
  fc.bigInt({ min: 0n, max: U64_MAX }),
);
const size = fc.oneof(
  fc.constantFrom(0n, 0x800n, PAGE, 2n * PAGE, 4n * PAGE, 0x10000n, 0x20000n, U64_MAX),
  fc.bigInt({ min: 0n, max: U64_MAX }),
);
const argsz = fc.constantFrom(0, 16, 20, 24, 32, 40, 64);
const flags = fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8), fc.integer({ min: 0, max: 0x7fff_ffff }));

export const anyMap: fc.Arbitrary<DmaMap> = fc.record({ argsz, flags, vaddr: memory, iova, size });
export const anyUnmap: fc.Arbitrary<DmaUnmap> = fc.record({ argsz, flags, iova, size });

const u32 = fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 5, 0xffff_fffe, 0xffff_ffff), fc.integer({ min: 0, max: 9 }));

export const anyIrqSet: fc.Arbitrary<IrqSet> = fc.record({
  argsz: fc.integer({ min: 0, max: 64 }),
  flags: fc.oneof(fc.constantFrom(0x21, 0x22, 0x24, 0x09, 0x11, 0, 0x3f), fc.integer({ min: 0, max: 0xff })),
  index: fc.integer({ min: 0, max: 6 }),
  start: u32,
  count: u32,
});

export const anyPasid: fc.Arbitrary<PasidBind> = fc.record({
  argsz: fc.constantFrom(0, 8, 63, 64, 80),
  flags: fc.constantFrom(0n, 1n, 2n, 3n, U64_MAX),
  version: fc.constantFrom(0, 1, 2),
  format: fc.constantFrom(0, 1, 2),
  hpasid: fc.constantFrom(0n, 1n, 2n, 3n, 0xf_ffffn, 0x10_0000n, U64_MAX),
});
