import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../abi/hex.ts';
import { WorkbenchError } from '../errors.ts';
import { viewOf } from '../facts.ts';
import { captures, freshState, snapshotOf } from '../testing/captured.ts';
import { planRequest, requestKinds } from './index.ts';
import type { FunctionView, Plan } from './kind.ts';
import { requestSchema } from './request.ts';
import { anyRequest } from './testing/any-request.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 2000);

const viewOfCapture = (name: string): FunctionView =>
  viewOf(snapshotOf(captures.find((one) => one.name === name)!), freshState);
const net = viewOfCapture('k6.12-q10-net');
const zpciIo = viewOfCapture('k6.12-q10-zpciio-net');
const ism = viewOfCapture('k7.2full-q10-ism-net');
const views = [net, zpciIo, ism, { ...net, facts: { ...net.facts, backend: 'iommufd' as const } }];

const plan = (request: object, view = net): Plan => planRequest(requestSchema.parse(request), view);
const argOf = ({ call }: Plan) => (call.call === 'ioctl' && call.arg ? toHex(call.arg) : undefined);

/** The error planning ends with. */
function refusal(request: object, view = net) {
  try {
    plan(request, view);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown.info;
    throw thrown;
  }
  return undefined;
}

describe('the list of request kinds', () => {
  it('has every file that defines a request', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    const source = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
    const defining = files.filter((file) => source(file).includes('= defineRequest({'));
    const named = defining.map((file) => source(file).match(/= defineRequest\(\{\s*kind: '([^']+)'/)?.[1]);
    expect(named.sort()).toEqual(requestKinds.map(({ kind }) => kind).sort());
  });

  it('writes: what changes device, mappings or interrupts', () => {
    expect(requestKinds.filter(({ writes }) => writes).map(({ kind }) => kind)).toEqual([
      'pcistb',
      'region.write',
      'config.write',
      'dma.map',
      'dma.unmap',
      'irq.arm',
      'device.reset',
      'pasid.bind',
      'pasid.unbind',
    ]);
  });

  it('any request on any function is planned or refused with a named reason, nothing else', () => {
    fc.assert(
      fc.property(anyRequest, fc.constantFrom(...views), (request, view) => {
        const parsed = requestSchema.safeParse(request);
        if (!parsed.success) return;
        try {
          const { verdict, predicted } = planRequest(parsed.data, view);
          expect(predicted).toBe(verdict.errno);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WorkbenchError);
          expect((thrown as WorkbenchError).info.code).toMatch(/^(absent|bad-request)$/);
          expect((thrown as WorkbenchError).info.op).toBe(parsed.data.kind);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('most generated requests are planned, so the property above means something', () => {
    const requests = fc.sample(anyRequest, { numRuns: 400, seed: 1 });
    const planned = requests.filter((request) => requestSchema.safeParse(request).success && !refusal(request));
    expect(planned.length).toBeGreaterThan(100);
  });
});

describe('pcistb', () => {
  const store = { kind: 'pcistb', space: 4, offset: '0x2000', data: '00112233445566778899aabbccddeeff' };

  it('on ism-vfio-pci is one pwrite at the offset the kernel gave', () => {
    expect(plan(store, ism)).toMatchObject({
      path: 'ism-vfio-pci',
      call: { call: 'pwrite', on: 'device', position: 0x4_0000_0000_2000n },
      operations: 1,
    });
  });

  it('on plain vfio-pci is one pwrite that the kernel cuts into 8 bytes', () => {
    expect(plan(store, net)).toMatchObject({
      path: 'vfio-bar',
      call: { position: 0x400_0000_2000n },
      operations: 2,
    });
  });

  it('through the zPCI I/O region stages the payload and writes the 32-byte request', () => {
    const { call, stage, path } = plan({ ...store, pageOffset: 0x40 }, zpciIo);
    expect(path).toBe('zpci-io');
    expect(stage?.vaddr).toBe(0x3ff_9000_0040n);
    expect(call).toMatchObject({ call: 'pwrite', position: 0x900_0000_0010n });
    expect(call.call === 'pwrite' && toHex(call.data)).toBe(
      '0000000000000002000003ff9000004000000000000020000000000000100400',
    );
  });

  it('names the memory of a buffer instead of bytes it cannot know', () => {
    const from = { buffer: 'ring', at: 0x100, length: 64 };
    const direct = plan({ kind: 'pcistb', space: 4, offset: 0, from }, ism);
    expect(direct.take).toEqual({ vaddr: 0x3ff_8000_0100n, length: 64 });
    expect(direct.call).toMatchObject({ data: new Uint8Array(64) });
    const region = plan({ kind: 'pcistb', space: 4, offset: 0, from }, zpciIo);
    expect(region.stage).toBeUndefined();
    expect(region.call.call === 'pwrite' && toHex(region.call.data.subarray(8, 16))).toBe('000003ff80000100');
  });

  it('never falls back: an absent path is refused and those that exist are named', () => {
    const info = refusal({ ...store, path: 'ism-vfio-pci' }, zpciIo);
    expect(info).toMatchObject({ code: 'absent', op: 'pcistb' });
    expect(info?.message).toContain('zpci-io, vfio-bar');
    expect(refusal({ ...store, path: 'mmio' })?.message).toContain('no path mmio');
    expect(refusal(store, { ...net, paths: [] })?.code).toBe('absent');
  });

  describe('through a mapped BAR', () => {
    const regions = net.facts.regions.map((region) => ({ ...region, flags: region.index === 4 ? 7 : 3 }));
    const mapped = { ...net, paths: ['vfio-bar', 'mmio'] as const, facts: { ...net.facts, regions } };
    const at = (offset: number, length: number) =>
      plan({ ...store, path: 'mmio', space: 4, offset, data: '00'.repeat(length) }, mapped);

    it('is one s390_pci_mmio_write, cut by the kernel into pieces of at most 128 bytes', () => {
      expect(at(0x100, 256)).toMatchObject({
        call: { call: 's390_pci_mmio_write', region: { index: 4 }, offset: 0x100n, position: 0x400_0000_0100n },
        path: 'mmio',
        operations: 2,
      });
      expect(plan({ kind: 'pcilg', path: 'mmio', space: 4, offset: 8, length: 20 }, mapped)).toMatchObject({
        call: { call: 's390_pci_mmio_read', length: 20 },
        operations: 3,
      });
    });

    it('breaks a rule at a 4 KiB boundary and with nothing to move', () => {
      expect(at(0xff8, 16)).toMatchObject({ predicted: 'EINVAL', verdict: { broken: [{ rule: 'MMIO-4K' }] } });
      expect(at(0, 0)).toMatchObject({ predicted: 'EINVAL', verdict: { broken: [{ rule: 'MMIO-EMPTY' }] } });
    });

    it('never leaves the BAR, and is absent where that BAR cannot be mapped', () => {
      const length = { kind: 'pcilg', path: 'mmio', offset: 0x3ff8, length: 16 };
      expect(refusal({ ...length, space: 4 }, mapped)).toMatchObject({ code: 'bad-request' });
      expect(refusal({ ...length, space: 1, offset: 0 }, mapped)).toMatchObject({ code: 'absent' });
      expect(refusal({ ...length, space: 15 }, mapped)).toMatchObject({ code: 'bad-request' });
    });
  });

  it('never lets an offset reach the next region', () => {
    expect(refusal({ ...store, offset: '0x10000000000' })).toMatchObject({ code: 'bad-request' });
    expect(refusal({ ...store, space: 5, offset: '0xffffffffffffffff' })).toMatchObject({ code: 'bad-request' });
    expect(refusal({ kind: 'config.read', offset: '0x10000000000', length: 1 })).toMatchObject({ code: 'bad-request' });
    expect(refusal({ kind: 'config.read', offset: '0xffffffffff', length: 1 })).toBeUndefined();
    expect(refusal({ ...store, offset: '0xffffffffffff' }, ism)).toBeUndefined();
    expect(refusal({ ...store, space: 7 })?.message).toContain('not a BAR');
  });

  it('refuses what the request structure or the scratch pages cannot hold', () => {
    const long = { ...store, data: '00'.repeat(8192), pageOffset: 8 };
    expect(refusal(long, zpciIo)?.next).toContain('buffer');
    const from = { buffer: 'ring', length: 0x4001 };
    expect(refusal({ kind: 'pcistb', space: 4, offset: 0, from })?.message).toContain('buffer ring');
    expect(refusal({ kind: 'pcistb', space: 4, offset: 0, from: { ...from, buffer: 'none' } })?.next).toContain(
      'buffer.alloc',
    );
  });

  it('refuses a length that the 16 bits of the region request cannot say', () => {
    const large = { ...zpciIo, buffers: [{ name: 'large', vaddr: 0n, size: 0x20000 }] };
    const request = (length: number) => ({ kind: 'pcistb', space: 4, offset: 0, from: { buffer: 'large', length } });
    expect(refusal(request(0xffff), large)).toBeUndefined();
    expect(refusal(request(0x10000), large)?.message).toContain('16-bit');
  });

  it('says which rule a refused store breaks, and that no device operation comes of it', () => {
    const short = plan({ ...store, data: '00' }, ism);
    expect([short.predicted, short.operations]).toEqual(['ENXIO', 0]);
    expect(short.verdict.broken.map(({ rule }) => rule)).toEqual(['STB-MIN', 'STB-LENGTH-8']);
  });
});

describe('pcilg', () => {
  it('is one pread on BAR paths', () => {
    expect(plan({ kind: 'pcilg', space: 4, offset: 6, length: 10 })).toMatchObject({
      call: { call: 'pread', position: 0x400_0000_0006n, length: 10 },
      operations: 2,
    });
  });

  it('through the zPCI I/O region collects the right-aligned end of the doubleword', () => {
    const { call, collect } = plan({ kind: 'pcilg', space: 4, offset: 0, length: 4 }, zpciIo);
    expect(collect).toEqual({ vaddr: 0x3ff_9000_0004n, length: 4 });
    expect(call.call === 'pwrite' && toHex(call.data)).toBe(
      '0000000000000001000003ff9000000000000000000000000000000000040400',
    );
  });
});

describe('region and configuration access', () => {
  it('is one call at the region offset; configuration space is region 7', () => {
    expect(plan({ kind: 'config.read', offset: 0x10, length: 4 }).call).toMatchObject({ position: 0x700_0000_0010n });
    expect(plan({ kind: 'config.read', offset: 0x10, length: 4 }, ism).call).toMatchObject({
      position: 0x7_0000_0000_0010n,
    });
    expect(plan({ kind: 'config.read', offset: 0xfe, length: 4 }).predicted).toBe('EFAULT');
    expect(refusal({ kind: 'region.read', region: 9, offset: 0, length: 1 })?.code).toBe('bad-request');
  });

  it('on ism-vfio-pci a BAR write is judged as the store block it becomes', () => {
    expect(plan({ kind: 'region.write', region: 4, offset: 0, data: '00' }, ism).predicted).toBe('ENXIO');
    expect(plan({ kind: 'region.write', region: 4, offset: 0, data: '00' }, net).predicted).toBeUndefined();
  });

  it('the zPCI I/O region answers as captured: header readable, the rest EFAULT, behind it EINVAL', () => {
    const read = (offset: number, length: number) => plan({ kind: 'region.read', region: 9, offset, length }, zpciIo);
    expect(read(0, 16).predicted).toBeUndefined();
    expect(read(0, 48).predicted).toBe('EFAULT');
    expect(read(16, 32).predicted).toBe('EFAULT');
    expect(read(48, 1).predicted).toBe('EINVAL');
    expect(plan({ kind: 'region.write', region: 9, offset: 0, data: '00' }, zpciIo).predicted).toBe('EFAULT');
  });

  it('a whole request written raw is judged like a composed one', () => {
    const data = '0000000000000002000003ff9000000400000000000020000000000000100400';
    const { verdict } = plan({ kind: 'region.write', region: 9, offset: 16, data }, zpciIo);
    expect(verdict.broken[0]?.rule).toBe('ZIO-W8');
  });
});

describe('dma.map and dma.unmap', () => {
  const map = { kind: 'dma.map', buffer: 'ring', iova: '0x100000000' };
  const iommufd = { ...net, ioas: 5, facts: { ...net.facts, backend: 'iommufd' as const } };

  it('fill the structures of type1 in host byte order', () => {
    expect(argOf(plan(map))).toBe('0000002000000003000003ff8000000000000001000000000000000000004000');
    expect(argOf(plan({ kind: 'dma.unmap', iova: '0x100000000', size: 0x8000 }))).toBe(
      '000000180000000000000001000000000000000000008000',
    );
    expect(argOf(plan({ kind: 'dma.unmap', all: true }))).toBe('000000180000000200000000000000000000000000000000');
    const little = { ...net, facts: { ...net.facts, byteOrder: 'le' as const } };
    expect(argOf(plan(map, little))).toBe('200000000300000000000080ff03000000000000010000000040000000000000');
  });

  it('fill the structures of iommufd', () => {
    expect(argOf(plan({ ...map, write: false }, iommufd))).toBe(
      '00000028000000050000000500000000000003ff8000000000000000000040000000000100000000',
    );
    expect(argOf(plan({ kind: 'dma.unmap', all: true }, iommufd))).toBe(
      '00000018000000050000000000000000ffffffffffffffff',
    );
    expect(refusal({ kind: 'dma.unmap', all: true, size: 1 }, iommufd)?.code).toBe('bad-request');
  });

  it('map whole pages of the buffer, never memory behind it', () => {
    expect(plan({ ...map, at: 0x3000, size: 0x1000 }).predicted).toBeUndefined();
    expect(refusal({ ...map, size: 0x5000 })?.code).toBe('bad-request');
    expect(refusal({ ...map, at: '0xffffffffffffffff' })?.code).toBe('bad-request');
  });

  it('predict EEXIST with a free place as the mend', () => {
    const mappings = [{ iova: 0x1_0000_0000n, size: 0x4000n, vaddr: 0n, read: true, write: true }];
    const { predicted, verdict } = plan(map, { ...net, facts: { ...net.facts, mappings } });
    expect(predicted).toBe('EEXIST');
    expect(verdict.broken[0]?.mends?.[0]?.set).toEqual({ iova: 0x1_0000_4000n });
  });
});

describe('interrupts, reset and binding', () => {
  it('irq.arm leaves one placeholder a vector for the eventfds of the bridge', () => {
    expect(argOf(plan({ kind: 'irq.arm', index: 2, count: 2 }))).toBe(
      '0000001c00000024000000020000000000000002ffffffffffffffff',
    );
    expect(plan({ kind: 'irq.arm', index: 2, count: 5 }).predicted).toBe('EINVAL');
  });

  it('irq.arm with count 0 turns the index off', () => {
    expect(argOf(plan({ kind: 'irq.arm', index: 2, count: 0 }))).toBe('0000001400000021000000020000000000000000');
  });

  it('device.reset is an ioctl without argument', () => {
    expect(plan({ kind: 'device.reset' }).call).toEqual({
      call: 'ioctl',
      on: 'device',
      name: 'VFIO_DEVICE_RESET',
      request: 0x3b6f,
    });
  });

  it('pasid requests are the ioctl of 2019, which no kernel has', () => {
    for (const [kind, action] of [
      ['pasid.bind', '01'],
      ['pasid.unbind', '02'],
    ]) {
      const plan_ = plan({ kind, gpgd: 0x1000, hpasid: 5 });
      expect(plan_).toMatchObject({ predicted: 'ENOTTY', call: { on: 'iommu', name: 'VFIO_IOMMU_BIND' } });
      expect(argOf(plan_)).toBe(
        `00000040000000${action}00000038000000010000000100000040` +
          '0000000000000001000000000000100000000000000000050000000000000000' +
          '0000000000000000',
      );
    }
  });

  it('buffer requests and waits make no system call', () => {
    for (const request of [
      { kind: 'buffer.alloc', buffer: 'new', size: 1 },
      { kind: 'buffer.fill', buffer: 'ring', fill: { pattern: 'zero' } },
      { kind: 'buffer.read', buffer: 'ring', length: 4 },
      { kind: 'irq.wait', index: 2 },
    ])
      expect(plan(request).call.call).toBe('none');
  });
});
