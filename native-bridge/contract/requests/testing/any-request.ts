import fc from 'fast-check';

/** Requests of every kind as they come from a form or a program file: legal, wrong, and off by one. */

const u64 = fc.oneof(
  fc.constantFrom(0n, 4n, 8n, 0x10n, 0xff8n, 0x1000n, 0x4000n, 0x1_0000_0000n, 0x100_0000_0000n, (1n << 48n) - 1n),
  fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
);
const length = fc.oneof(fc.constantFrom(0, 1, 8, 16, 32, 128, 255, 4096, 9000), fc.integer({ min: 0, max: 300 }));
const data = length.map((count) => new Uint8Array(count));
const space = fc.oneof(fc.constantFrom(0, 1, 2, 4, 15), fc.integer({ min: 0, max: 255 }));
const region = fc.constantFrom(0, 1, 4, 6, 7, 8, 9, 255);
const buffer = fc.constantFrom('ring', 'scratch', 'other');
const path = fc.constantFrom(undefined, 'ism-vfio-pci', 'zpci-io', 'vfio-bar', 'mmio');
const at = fc.constantFrom(0, 8, 0x3fff, 0x4000, 0x10_0000);
const index = fc.integer({ min: 0, max: 4 });
const flag = fc.boolean();

const kind = <Name extends string, Fields extends object>(
  name: Name,
  fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> },
) => fc.record({ kind: fc.constant(name), ...fields });

export const anyRequest = fc.oneof(
  kind('pcistb', { space, offset: u64, path, data, pageOffset: fc.integer({ min: 0, max: 4095 }) }),
  kind('pcistb', { space, offset: u64, path, from: fc.record({ buffer, at, length }) }),
  kind('pcilg', { space, offset: u64, path, length: fc.integer({ min: 0, max: 255 }) }),
  kind('region.read', { region, offset: u64, length }),
  kind('region.write', { region, offset: u64, data }),
  kind('config.read', { offset: u64, length }),
  kind('config.write', { offset: u64, data }),
  kind('buffer.alloc', { buffer, size: fc.integer({ min: 1, max: 9000 }) }),
  kind('buffer.fill', { buffer, at, fill: fc.constant({ pattern: 'zero' }) }),
  kind('buffer.read', { buffer, at, length }),
  kind('dma.map', { buffer, at: u64, iova: u64, size: fc.option(u64, { nil: undefined }), read: flag, write: flag }),
  kind('dma.unmap', { iova: u64, size: u64, all: flag }),
  kind('irq.arm', { index, start: fc.integer({ min: 0, max: 9 }), count: fc.integer({ min: 0, max: 9 }) }),
  kind('irq.wait', { index, timeoutMs: fc.constant(1) }),
  kind('device.reset', {}),
  kind('pasid.bind', { gpgd: u64, hpasid: u64 }),
  kind('pasid.unbind', { gpgd: u64, hpasid: u64 }),
);
