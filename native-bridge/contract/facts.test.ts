import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHex } from '../abi/hex.ts';
import { viewOf, zpciIoRegionOf } from './facts.ts';
import { captures, freshState, snapshotOf } from './testing/captured.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 200);

const captured = (name: string) => captures.find((one) => one.name === name)!;
const net = snapshotOf(captured('k6.12-q10-net'));
const zpciIo = snapshotOf(captured('k6.12-q10-zpciio-net'));
const ism = snapshotOf(captured('k7.2full-q10-ism-net'));

describe('facts of a captured function', () => {
  it.each(
    captures.map(({ name }) => name),
  )('%s has the measured aperture, page size and store-block maximum', (name) => {
    const facts = viewOf(snapshotOf(captured(name)), freshState).facts;
    expect(facts.windows).toEqual([{ start: 0x1_0000_0000n, end: 0x1_3fff_ffffn }]);
    expect(facts.pageSize).toBe(0x1000n);
    expect(facts.maxstbl).toBe(128);
    expect(facts.relaxed).toBe(false);
    expect(facts.byteOrder).toBe('be');
  });

  it('takes region offsets from the kernel: << 40 from vfio-pci, << 48 from ism_vfio_pci', () => {
    const bar4 = (snapshot: typeof net) => viewOf(snapshot, freshState).facts.regions.find(({ index }) => index === 4);
    expect(bar4(net)).toMatchObject({ size: 0x4000n, offset: 0x400_0000_0000n, flags: 3 });
    expect(bar4(ism)).toMatchObject({ size: 0x4000n, offset: 0x4_0000_0000_0000n, flags: 3 });
  });

  it('leaves out regions and interrupts the kernel refused', () => {
    const facts = viewOf(ism, freshState).facts;
    expect(facts.regions.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 7]);
    expect(facts.irqCounts).toEqual({ 0: 0, 1: 0, 2: 4, 4: 1 });
  });

  it('knows memory decoding only when configuration space was read', () => {
    expect(viewOf({ ...net, config: undefined }, freshState).facts.memoryEnabled).toBeUndefined();
    expect(viewOf({ ...net, config: new Uint8Array([0, 0, 0, 0, 2]) }, freshState).facts.memoryEnabled).toBe(true);
    expect(viewOf({ ...net, config: new Uint8Array([0, 0, 0, 0, 0]) }, freshState).facts.memoryEnabled).toBe(false);
  });

  it('knows from the device flags whether a reset is possible', () => {
    const flags = (low: number) => Uint8Array.from([0, 0, 0, 8, 0, 0, 0, low]);
    expect(viewOf(net, freshState).facts.resets).toBe(true);
    expect(viewOf({ ...net, deviceInfo: flags(0x82) }, freshState).facts.resets).toBe(false);
    expect(viewOf({ ...net, deviceInfo: undefined }, freshState).facts.resets).toBeUndefined();
  });

  it('finds the zPCI I/O region by its type, and the paths by what the snapshot says', () => {
    expect(zpciIoRegionOf(zpciIo)).toBe(9);
    expect(zpciIoRegionOf(net)).toBeUndefined();
    expect(viewOf(zpciIo, freshState).paths).toEqual(['zpci-io', 'vfio-bar']);
    expect(viewOf(ism, freshState).paths).toEqual(['ism-vfio-pci']);
  });
});

/** Device info of an ISM function: group maximum 128 for BARs, 4096 in hardware; function type 5. */
const ISM_INFO = parseHex(
  '000000d0000000830000000900000005000000180000000000010002000000400000000100000000000003ffffffffff' +
    '07c000000050050aa100004200000000000200020000007000000000000000fffe000000000000000000000000000001' +
    '0fa0000100800100100000000000000000030001000000c000000040c9e2d440c4c5d4d640f0f1404040404040404040' +
    '404040404040404040404040404040404040404040404040404040404040404040404040404040404040404000000000' +
    '000400010000000000000004800c0003',
)!;

describe('facts of an ISM function', () => {
  it('has the maximum of the hardware, not that of the BAR path, and a relaxed group', () => {
    expect(viewOf({ ...ism, deviceInfo: ISM_INFO }, freshState).facts).toMatchObject({ maxstbl: 4096, relaxed: true });
  });
});

describe('facts with parts missing', () => {
  it('without device info the maximum comes from the region header, else it is 128', () => {
    const header = new Uint8Array(16);
    header[8] = 0x10;
    expect(viewOf({ ...zpciIo, deviceInfo: undefined, zpciIoHeader: header }, freshState).facts.maxstbl).toBe(4096);
    expect(viewOf({ ...net, deviceInfo: undefined }, freshState).facts.maxstbl).toBe(128);
  });

  it('without an IOVA list the windows come from the zPCI base capability', () => {
    expect(viewOf({ ...net, iommuInfo: undefined }, freshState).facts.windows).toEqual([
      { start: 0x1_0000_0000n, end: 0x1_3fff_ffffn },
    ]);
    expect(viewOf({ ...net, iommuInfo: undefined, deviceInfo: undefined }, freshState).facts.windows).toEqual([]);
  });

  it('takes bar width and region mode from the host entries, where there are any', () => {
    const host = { bar_width: '4', zpci_io_mode: 'fixed' };
    expect(viewOf({ ...net, host }, freshState).facts).toMatchObject({ barWidth: 4, zpciIoMode: 'fixed' });
    expect(viewOf(net, freshState).facts).toMatchObject({ barWidth: 8, zpciIoMode: 'posted' });
  });

  it('never throws, whatever the bytes are', () => {
    const bytes = fc.option(fc.uint8Array({ maxLength: 160 }), { nil: undefined });
    fc.assert(
      fc.property(
        bytes,
        bytes,
        bytes,
        fc.constantFrom('be' as const, 'le' as const),
        (device, iommu, region, byteOrder) => {
          const regions = [{ index: 0, bytes: region }];
          const facts = viewOf(
            { ...net, byteOrder, deviceInfo: device, iommuInfo: iommu, regions, irqs: regions },
            freshState,
          ).facts;
          expect(facts.pageSize).toBeGreaterThan(0n);
          expect(facts.maxstbl).toBeGreaterThan(0);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
