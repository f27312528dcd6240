import { describe, expect, it } from 'vitest';
import { hexNumber } from '../abi/hex.ts';
import { check, irqSetRules, loadVerdict, mapRules, storeVerdict, unmapRules } from './index.ts';
import { sampleFacts } from './testing/arbitraries.ts';
import type { Facts, StoreBlock } from './types.ts';

/** What kernels answered: 7.2.13 for ism_vfio_pci and iommufd, 6.12 for the zPCI I/O region, both on an emulated strict group. */

const bar4: Facts = {
  ...sampleFacts,
  regions: [{ index: 4, size: 0x4000n, flags: 3, offset: 4n << 48n }],
};
const store = (offset: bigint, length: number): StoreBlock => ({ space: 4, offset, length, gaddr: 0n });

describe('ism_vfio_pci on a strict group', () => {
  it.each([
    [0x2000n, 16, undefined],
    [0x2000n, 64, undefined],
    [0x2000n, 128, undefined],
    [0x2000n, 1, 'ENXIO'],
    [0x2000n, 7, 'ENXIO'],
    [0x2000n, 8, 'ENXIO'],
    [0x2000n, 11, 'ENXIO'],
    [0x2000n, 129, 'EINVAL'],
    [0x2000n, 136, 'EINVAL'],
    [0x2000n, 4096, 'EINVAL'],
    [0xff8n, 16, 'EINVAL'],
    [0x3ff8n, 16, 'ENXIO'],
    [0x3ff8n, 136, 'ENXIO'],
    [0x4000n, 16, 'EINVAL'],
    [0x4000n, 0, undefined],
  ])('a store at %s of %i bytes gives %s', (offset, length, errno) => {
    expect(storeVerdict('ism-vfio-pci', store(offset, length), bar4).errno).toBe(errno);
  });

  it('a relaxed group takes the bytes a strict one refuses', () => {
    const relaxed = { ...bar4, relaxed: true };
    for (const length of [1, 7, 8, 11])
      expect(storeVerdict('ism-vfio-pci', store(0x2001n, length), relaxed).errno).toBeUndefined();
  });

  it.each([1, 2, 4, 8, 16, 64])('a load of %i bytes is legal: the driver cuts it', (length) => {
    expect(loadVerdict('ism-vfio-pci', store(1n, length), bar4).errno).toBeUndefined();
  });
});

describe('zPCI I/O region', () => {
  const gaddr = 0x3ff_0000_0000n;
  const request = (change: Partial<StoreBlock>): StoreBlock => ({ ...store(0x2000n, 16), gaddr, flags: 2n, ...change });
  const owned: Facts = { ...bar4, ownsMemory: (vaddr) => vaddr >= gaddr };

  it.each<[string, Partial<StoreBlock>]>([
    ['no operation', { flags: 0n }],
    ['an unknown flag', { flags: 4n }],
    ['a load of 9 bytes', { flags: 1n, length: 9 }],
    ['length 0', { length: 0 }],
    ['length 0 in the middle of a page', { length: 0, gaddr: gaddr + 8n }],
    ['a store of 8 bytes', { length: 8 }],
    ['a store of 20 bytes', { length: 20 }],
    ['a store of 136 bytes', { length: 136 }],
    ['an unaligned memory address', { gaddr: gaddr + 4n }],
    ['memory that crosses a page', { gaddr: gaddr + 0xff8n }],
    ['memory of nobody', { gaddr: 0x1000n }],
    ['a load over a doubleword', { flags: 1n, offset: 4n, length: 8 }],
    ['an offset behind the BAR', { offset: 0x4000n }],
    ['address space 6', { space: 6 }],
    ['address space 14', { space: 14, flags: 1n, length: 4 }],
    ['address space 255', { space: 255 }],
  ])('%s gives EIO', (_, change) => {
    expect(storeVerdict('zpci-io', request(change), owned).errno).toBe('EIO');
  });

  it.each<[string, Partial<StoreBlock>]>([
    ['16 bytes', {}],
    ['128 bytes', { length: 128 }],
    ['both flags, the load wins', { flags: 3n, length: 8 }],
    ['a load of 4 bytes', { flags: 1n, length: 4 }],
    ['a load from configuration space', { flags: 1n, space: 15, offset: 0n, length: 4 }],
  ])('%s is taken', (_, change) => {
    expect(storeVerdict('zpci-io', request(change), owned).broken).toEqual([]);
  });

  it('with both flags 16 bytes break the limit of the load', () => {
    const { broken } = storeVerdict('zpci-io', request({ flags: 3n }), owned);
    expect(broken[0]?.rule).toBe('ZIO-W6');
  });

  it('as posted, length 0 wraps at the start of a page and passes the region elsewhere', () => {
    const rules = (change: Partial<StoreBlock>, mode: 'posted' | 'fixed') =>
      storeVerdict('zpci-io', request({ length: 0, ...change }), { ...owned, zpciIoMode: mode }).broken[0]?.rule;
    expect(rules({}, 'posted')).toBe('ZIO-W9');
    expect(rules({ gaddr: gaddr + 8n }, 'posted')).toBe('STB-MIN');
    expect(rules({ gaddr: gaddr + 8n }, 'fixed')).toBe('ZIO-EMPTY');
  });

  it('as posted, PCI offset and address space are left to the instruction; fixed, the region checks them', () => {
    const first = (change: Partial<StoreBlock>, mode: 'posted' | 'fixed') =>
      storeVerdict('zpci-io', request(change), { ...owned, zpciIoMode: mode }).broken[0]?.rule;
    expect([first({ offset: 0xff8n }, 'posted'), first({ offset: 0xff8n }, 'fixed')]).toEqual(['STB-4K', 'ZIO-4K']);
    expect([first({ offset: 0x4000n }, 'posted'), first({ offset: 0x4000n }, 'fixed')]).toEqual(['STB-BAR', 'ZIO-BAR']);
    expect([first({ space: 6 }, 'posted'), first({ space: 6 }, 'fixed')]).toEqual(['STB-AS', 'ZIO-AS']);
  });
});

describe('plain vfio-pci', () => {
  it('hides what the device refuses: only the region is checked', () => {
    expect(storeVerdict('vfio-bar', store(0x2001n, 11), bar4).broken).toEqual([]);
    expect(storeVerdict('vfio-bar', store(0x4000n, 11), bar4).errno).toBe('EINVAL');
    expect(storeVerdict('vfio-bar', store(0n, 8), { ...bar4, memoryEnabled: false }).errno).toBe('EIO');
  });
});

describe('iommufd', () => {
  const mappings = [{ iova: 0x1_0000_0000n, size: 0x10000n, vaddr: 0n, read: true, write: true }];
  const allowed = [{ start: 0x1_0000_0000n, end: 0x3ff_ffff_ffffn }];
  const empty: Facts = { ...sampleFacts, backend: 'iommufd', allowed };
  const mapped: Facts = { ...empty, mappings };
  const map = (iova: bigint, size = 0x10000n, flags = 7) => ({ argsz: 40, flags, vaddr: 0n, iova, size });

  it.each([
    [0x1_0000_0000n, empty, undefined],
    [0x1_0000_0000n, mapped, 'EEXIST'],
    [0n, empty, 'EINVAL'],
    [0x1_4000_0000n, empty, 'EIO'],
    [0x1_3fff_f000n, empty, 'EIO'],
    [0x3ff_fff0_0000n, empty, 'EIO'],
    [0x3ff_ffff_f000n, empty, 'EINVAL'],
    [0x400_0000_0000n, empty, 'EINVAL'],
    [0x1_0000_0123n, empty, 'EINVAL'],
  ])('mapping at %s gives %s', (iova, facts, errno) => {
    expect(check(mapRules.iommufd, map(iova), facts).errno, hexNumber(iova)).toBe(errno);
  });

  it('refuses length 0 and a mapping that is neither readable nor writeable', () => {
    expect(check(mapRules.iommufd, map(0x1_0000_0000n, 0n), empty).errno).toBe('EINVAL');
    expect(check(mapRules.iommufd, map(0x1_0000_0000n, 0x1000n, 1), empty).errno).toBe('EINVAL');
  });

  it.each([
    ['half of a mapping', 0x1_0000_0000n, 0x8000n, 'ENOENT'],
    ['a whole mapping', 0x1_0000_0000n, 0x10000n, undefined],
    ['where nothing is', 0x1_1000_0000n, 0x10000n, 'ENOENT'],
    ['everything', 0n, 0xffff_ffff_ffff_ffffn, undefined],
  ])('unmapping %s gives %s', (_, iova, size, errno) => {
    expect(check(unmapRules.iommufd, { argsz: 24, flags: 0, iova, size }, mapped).errno).toBe(errno);
  });

  it('unmapping everything succeeds on an empty space', () => {
    const everything = { argsz: 24, flags: 0, iova: 0n, size: 0xffff_ffff_ffff_ffffn };
    expect(check(unmapRules.iommufd, everything, empty).broken).toEqual([]);
  });
});

describe('half of a mapping on a container', () => {
  const facts: Facts = {
    ...sampleFacts,
    mappings: [{ iova: 0x1_0000_0000n, size: 0x10000n, vaddr: 0n, read: true, write: true }],
  };
  const half = { argsz: 24, flags: 0, iova: 0x1_0000_0000n, size: 0x8000n };

  it('is EINVAL on type1v2 and no error on type1', () => {
    expect(check(unmapRules.type1v2, half, facts).errno).toBe('EINVAL');
    expect(check(unmapRules.type1, half, facts).broken).toEqual([]);
  });
});

describe('interrupt vectors', () => {
  it('an index can be turned off from a vector it has, not from the one behind', () => {
    const off = (start: number) => ({ argsz: 20, flags: 0x21, index: 2, start, count: 0 });
    expect(check(irqSetRules, off(3), sampleFacts).broken).toEqual([]);
    expect(check(irqSetRules, off(4), sampleFacts).errno).toBe('EINVAL');
  });
});

describe('the budget of mapping entries', () => {
  const map = { argsz: 32, flags: 3, vaddr: 0n, iova: 0x1_0000_0000n, size: 0x1000n };

  it('is asked after overlap and before the aperture', () => {
    const full = { ...sampleFacts, dmaAvail: 0 };
    expect(check(mapRules.type1v2, map, full).errno).toBe('ENOSPC');
    expect(check(mapRules.type1v2, { ...map, iova: 0n }, full).broken.map(({ rule }) => rule)).toEqual([
      'MAP-BUDGET',
      'MAP-APERTURE',
    ]);
  });
});
