import fc from 'fast-check';

/** Requests around everything that decides their answer: ends of BARs, pages, doublewords, windows and mappings; right, wrong, off by one. */

const PATHS = ['ism-vfio-pci', 'zpci-io', 'vfio-bar', 'mmio'] as const;
type StorePath = (typeof PATHS)[number];

const PAGE = 0x1000n;
const APERTURE = 0x1_0000_0000n;
const U64_MAX = 0xffff_ffff_ffff_ffffn;

const near = (...places: bigint[]) =>
  fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(0n, 0n, 0n, 1n, 4n, 8n, -1n, -4n, -8n, -16n, -128n))
    .map(([place, by]) => BigInt.asUintN(64, place + by));

/** Offsets inside, at and behind the BARs of the simulated functions, the MSI-X table of the NIC among them. */
const offset = fc.oneof(
  { weight: 4, arbitrary: near(0n, 8n, PAGE, 2n * PAGE, 3n * PAGE, 0x4000n, 0x10_0000n, 0x100n) },
  { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 0x3000n }) },
  { weight: 1, arbitrary: near(1n << 40n, 1n << 48n, U64_MAX) },
);
const length = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 24, 64, 120, 127, 128, 129, 136) },
  { weight: 1, arbitrary: fc.constantFrom(4088, 4095, 4096, 4097, 8191, 8192, 8193) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 300 }) },
);
const data = length.map((count) => new Uint8Array(count));
const space = fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 2, 5, 6, 14, 15, 255);
const region = fc.constantFrom(0, 0, 0, 2, 2, 1, 6, 8, 9, 9, 255);
/** Requests of the I/O region written raw: every operation, none, both, unknown ones. */
const rawRequest = fc.constantFrom(0, 1, 2, 3, 4).map((flags) => new Uint8Array(32).fill(flags, 7, 8));
const buffer = fc.constantFrom(...Array<string>(10).fill('ring'), 'small', 'small', 'nothing');
const pathLike = (usual: StorePath | undefined) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...PATHS) });
const at = fc.constantFrom(0, 0, 4, 8, 0xff0, 0xff8, 0x1000, 0x3ff0);
const index = fc.integer({ min: 0, max: 4 });
const pageOffset = fc.oneof(fc.constantFrom(0, 0, 4, 8, 0xf80, 0xff8, 4095), fc.integer({ min: 0, max: 4095 }));

const iova = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 24 }).map((page) => APERTURE + BigInt(page) * PAGE) },
  {
    weight: 2,
    arbitrary: near(0n, APERTURE, APERTURE + 8n * PAGE, 0x1_4000_0000n, 0x400_0000_0000n, U64_MAX, U64_MAX - PAGE + 1n),
  },
  { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: U64_MAX }) },
);
const size = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(1, 1, 1, 2, 3, 4).map((pages) => BigInt(pages) * PAGE) },
  { weight: 2, arbitrary: fc.constantFrom(0n, 1n, 0x800n, 0x1800n, U64_MAX - 1n, U64_MAX) },
);
const mapAt = fc.constantFrom(0n, 0n, 0n, 0n, 0n, PAGE, 2n * PAGE, 0x800n);
const mostly = fc.constantFrom(true, true, true, true, false);
const rarely = fc.constantFrom(false, false, false, false, false, false, false, true);

/** Of a bind: right, and wrong in one field or another. */
const pasid = fc.constantFrom(...[1n, 1n, 1n, 2n, 2n, 3n], 0n, 0xf_ffffn, 0x10_0000n, U64_MAX);
const mostlyOne = fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 0, 2);
const bindFlags = fc.constantFrom(0n, 0n, 0n, 1n, 1n, 1n, 2n);
const bindSize = fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 64, 63, 0);

const kind = <Name extends string, Fields extends object>(
  name: Name,
  fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> },
) => fc.record({ kind: fc.constant(name), ...fields });

/** The header of the I/O region, its request, and parts of both. */
const ioRegionPlace = fc.constantFrom(0n, 4n, 8n, 15n, 16n, 20n, 40n, 47n, 48n);

const guestTable = {
  gpgd: iova,
  hpasid: pasid,
  argsz: bindSize,
  flags: bindFlags,
  version: mostlyOne,
  format: mostlyOne,
};

/** Any one request, as a form or a program would give it; `path` is what it asks for, `binding` how often it is about guest page tables. */
const anyTraffic = (path: fc.Arbitrary<StorePath | undefined>, binding: number) =>
  fc.oneof(
    { weight: 6, arbitrary: kind('pcistb', { space, offset, path, data, pageOffset }) },
    { weight: 3, arbitrary: kind('pcistb', { space, offset, path, from: fc.record({ buffer, at, length }) }) },
    { weight: 5, arbitrary: kind('pcilg', { space, offset, path, length: fc.integer({ min: 0, max: 17 }) }) },
    { weight: 3, arbitrary: kind('region.read', { region, offset, length }) },
    { weight: 1, arbitrary: kind('region.read', { region: fc.constant(7), offset, length }) },
    {
      weight: 1,
      arbitrary: kind('region.write', { region: fc.constant(9), offset: fc.constant(16n), data: rawRequest }),
    },
    { weight: 3, arbitrary: kind('region.write', { region, offset, data }) },
    { weight: 1, arbitrary: kind('region.read', { region: fc.constant(9), offset: ioRegionPlace, length }) },
    { weight: 2, arbitrary: kind('config.read', { offset, length }) },
    // Behind the header: what a write into the command register changes is a scenario of its own.
    { weight: 1, arbitrary: kind('config.write', { offset: near(0xf00n, 0x1000n, 0x100n), data }) },
    { weight: 1, arbitrary: kind('buffer.alloc', { buffer, size: fc.integer({ min: 1, max: 9000 }) }) },
    { weight: 1, arbitrary: kind('buffer.fill', { buffer, at, fill: fc.constant({ pattern: 'zero' }) }) },
    { weight: 1, arbitrary: kind('buffer.fill', { buffer, at, length, fill: fc.constant({ pattern: 'zero' }) }) },
    { weight: 1, arbitrary: kind('buffer.read', { buffer, at, length }) },
    {
      weight: 8,
      arbitrary: kind('dma.map', {
        buffer,
        at: mapAt,
        iova,
        size: fc.option(size, { nil: undefined }),
        read: mostly,
        write: mostly,
      }),
    },
    { weight: 5, arbitrary: kind('dma.unmap', { iova, size, all: rarely }) },
    { weight: 1, arbitrary: kind('dma.unmap', { all: fc.constant(true) }) },
    {
      weight: 3,
      arbitrary: kind('irq.arm', {
        index,
        start: fc.integer({ min: 0, max: 17 }),
        count: fc.integer({ min: 0, max: 17 }),
      }),
    },
    {
      weight: 1,
      arbitrary: kind('irq.wait', { index, vector: fc.integer({ min: 0, max: 3 }), timeoutMs: fc.constant(0) }),
    },
    { weight: 1, arbitrary: kind('device.reset', {}) },
    { weight: binding, arbitrary: kind('pasid.bind', guestTable) },
    { weight: binding, arbitrary: kind('pasid.unbind', guestTable) },
  );

/** What a function is asked more often than others: its path, and guest page tables where its kernel has them. */
export interface Usual {
  readonly path?: StorePath;
  readonly bindsTables?: boolean;
}

/** Requests one after another on one open function, most on its usual path; now and then it is disarmed or armed again. */
export const anySession = ({ path, bindsTables }: Usual = {}) =>
  fc.array(
    fc.oneof(
      { weight: 40, arbitrary: anyTraffic(pathLike(path), bindsTables ? 20 : 1) },
      { weight: 1, arbitrary: fc.constantFrom('arm', 'arm', 'arm', 'disarm') },
    ),
    { minLength: 1, maxLength: 80, size: 'max' },
  );
