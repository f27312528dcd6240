import { describe, expect, test } from 'vitest';
import { readS32 } from '../../abi/bytes.ts';
import { ERRNO } from '../../abi/errno.ts';
import type { Request } from '../../contract/bridge-contract.ts';
import type { TargetEvent } from '../target.ts';
import { openFunction } from './open-function.ts';
import { captured, FakeKernel, PLACE } from './testing/fake-kernel.ts';

const BAR1 = 1n << 40n;

async function opened(kernel = new FakeKernel(), armed = true) {
  const target = await openFunction(kernel, PLACE);
  target.arm(armed);
  await target.inspect({ config: false });
  kernel.journal.length = 0;
  return { kernel, target };
}

const store: Request = { kind: 'pcistb', space: 1, offset: 0x10n, data: Uint8Array.of(1, 2, 3, 4), pageOffset: 0 };

describe('read-only', () => {
  const writes: Request[] = [
    store,
    { kind: 'region.write', region: 1, offset: 0n, data: new Uint8Array(4) },
    { kind: 'config.write', offset: 4n, data: new Uint8Array(2) },
    { kind: 'irq.arm', index: 2, start: 0, count: 1 },
    { kind: 'device.reset' },
    { kind: 'dma.unmap', iova: 0n, size: 0n, all: true },
  ];
  test.each(writes)('$kind is refused before the kernel hears of it', async (request) => {
    const { kernel, target } = await opened(new FakeKernel(), false);
    await expect(target.send(request)).rejects.toMatchObject({ info: { code: 'not-armed', op: request.kind } });
    expect(kernel.journal).toEqual([]);
  });

  test('a store burst is refused, a load burst is not', async () => {
    const { target } = await opened(new FakeKernel(), false);
    const burst = { space: 1, offset: 0n, length: 4, stride: 0, span: 0, count: 1 };
    expect(() => target.startBurst({ op: 'pcistb', ...burst })).toThrow('read-only');
    expect(target.startBurst({ op: 'pcilg', ...burst }).path).toBe('vfio-bar');
  });
});

describe('one request is one system call', () => {
  test('a store is one pwrite at the region offset the kernel gave', async () => {
    const { kernel, target } = await opened();
    const outcome = await target.send(store);
    expect(kernel.journal).toEqual(['pwrite']);
    expect(outcome).toMatchObject({ status: 'ok', path: 'vfio-bar', operations: 1, modelled: false });
    expect(outcome.syscall).toMatchObject({ name: 'pwrite', position: BAR1 + 0x10n, length: 4, rc: 4, in: store.data });
  });

  test('a refused store is asked once, and tells its errno', async () => {
    const { kernel, target } = await opened();
    kernel.onWrite = () => ({ errno: ERRNO.EIO });
    expect(await target.send(store)).toMatchObject({ status: 'errno', errno: ERRNO.EIO });
    expect(kernel.journal).toEqual(['pwrite']);
  });

  test('a request that breaks a rule is sent all the same, with the rule in its outcome', async () => {
    const { kernel, target } = await opened();
    kernel.onWrite = () => ({ errno: ERRNO.EINVAL });
    const outcome = await target.send({ ...store, offset: 0x10_0000n });
    expect(kernel.journal).toEqual(['pwrite']);
    expect(outcome.broken).not.toEqual([]);
  });

  test('an absent path is refused, never replaced', async () => {
    const { kernel, target } = await opened();
    await expect(target.send({ ...store, path: 'zpci-io' })).rejects.toMatchObject({ info: { code: 'absent' } });
    expect(kernel.journal).toEqual([]);
  });

  test('requests are carried out in the order they were handed in', async () => {
    const { kernel, target } = await opened();
    const bytes = [1, 2, 3, 4, 5].map((byte) => Uint8Array.of(byte));
    await Promise.all(bytes.map((data) => target.send({ ...store, data })));
    expect(kernel.written).toEqual(bytes);
  });
});

test('a payload from a buffer is what is sent, and is kept with the outcome', async () => {
  const { kernel, target } = await opened();
  await target.send({ kind: 'buffer.alloc', buffer: 'b', size: 4096 });
  await target.send({ kind: 'buffer.fill', buffer: 'b', at: 8, fill: { pattern: 'counter', start: 5 } });
  const outcome = await target.send({
    kind: 'pcistb',
    space: 1,
    offset: 0n,
    pageOffset: 0,
    from: { buffer: 'b', at: 8, length: 3 },
  });
  expect(kernel.written).toEqual([Uint8Array.of(5, 6, 7)]);
  expect(outcome.sent).toEqual(Uint8Array.of(5, 6, 7));
});

describe('warnings', () => {
  test('0xff bytes from a vfio-pci BAR may be a failed load', async () => {
    const { kernel, target } = await opened();
    kernel.onRead = (_, length) => ({ rc: length, out: new Uint8Array(length).fill(0xff) });
    const load: Request = { kind: 'pcilg', space: 1, offset: 0n, length: 8 };
    const read: Request = { kind: 'region.read', region: 1, offset: 0n, length: 8 };
    for (const request of [load, read]) {
      expect((await target.send(request)).warnings).toEqual([expect.stringContaining('0xff')]);
    }
    expect((await target.send({ kind: 'config.read', offset: 0n, length: 4 })).warnings).toEqual([]);
  });

  test('where failures are visible, 0xff is data', async () => {
    const { kernel, target } = await opened(new FakeKernel(captured('k7.2full-q10-ism-net')));
    kernel.onRead = (_, length) => ({ rc: length, out: new Uint8Array(length).fill(0xff) });
    expect((await target.send({ kind: 'pcilg', space: 1, offset: 0n, length: 8 })).warnings).toEqual([]);
  });

  test('a clamped write says how much was moved', async () => {
    const { kernel, target } = await opened();
    kernel.onWrite = () => ({ rc: 2 });
    expect((await target.send(store)).warnings).toEqual(['Only 2 of 4 bytes were moved.']);
  });
});

describe('mappings', () => {
  const IOVA = 0x1_0000_0000n;
  const map: Request = { kind: 'dma.map', buffer: 'b', at: 0n, iova: IOVA, read: true, write: false };

  test('only what the kernel took counts, with its buffer and the budget', async () => {
    const { kernel, target } = await opened();
    await target.send({ kind: 'buffer.alloc', buffer: 'b', size: 8192 });
    const { state } = await target.send(map);
    expect(state).toMatchObject({
      dmaAvail: 65_534,
      mappings: [{ iova: IOVA, size: 8192n, read: true, write: false, buffer: 'b' }],
    });
    kernel.ioctls.VFIO_IOMMU_MAP_DMA = () => ({ errno: ERRNO.EEXIST });
    expect(await target.send(map)).toMatchObject({ status: 'errno', state: undefined });
    expect(target.state().mappings).toHaveLength(1);
  });

  test('a refused unmap leaves them, a whole one and `all` remove them', async () => {
    const { kernel, target } = await opened();
    await target.send({ kind: 'buffer.alloc', buffer: 'b', size: 8192 });
    await target.send(map);
    kernel.ioctls.VFIO_IOMMU_UNMAP_DMA = () => ({ errno: ERRNO.EINVAL });
    await target.send({ kind: 'dma.unmap', iova: IOVA, size: 4096n, all: false });
    expect(target.state().mappings).toHaveLength(1);
    delete kernel.ioctls.VFIO_IOMMU_UNMAP_DMA;
    await target.send({ kind: 'dma.unmap', iova: IOVA, size: 8192n, all: false });
    expect(target.state().mappings).toEqual([]);
    await target.send(map);
    await target.send({ kind: 'dma.unmap', iova: 0n, size: 0n, all: true });
    expect(target.state()).toMatchObject({ mappings: [], dmaAvail: 65_535 });
  });
});

test('after a reset device info, which holds the new function handle, is asked for again', async () => {
  const { kernel, target } = await opened();
  await target.send({ kind: 'device.reset' });
  expect(kernel.journal).toEqual(['VFIO_DEVICE_RESET', 'VFIO_DEVICE_GET_INFO', 'VFIO_DEVICE_GET_INFO']);
});

describe('interrupts', () => {
  const arm: Request = { kind: 'irq.arm', index: 2, start: 0, count: 2 };
  const wait: Request = { kind: 'irq.wait', index: 2, vector: 1, timeoutMs: 0 };

  test('armed vectors get eventfds of their own in the structure, and a wait counts their signals', async () => {
    const { kernel, target } = await opened();
    let descriptors: number[] = [];
    kernel.ioctls.VFIO_DEVICE_SET_IRQS = (set) => {
      descriptors = [readS32(set, 20, 'be'), readS32(set, 24, 'be')];
      return { out: set };
    };
    await target.send(arm);
    expect(new Set(descriptors).size).toBe(2);
    kernel.signal(descriptors[1]!, 3n);
    expect(await target.send(wait)).toMatchObject({ status: 'ok', data: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 3) });
    expect(await target.send(wait)).toMatchObject({ status: 'timeout' });
  });

  test('a vector that is not armed cannot be waited for', async () => {
    const { target } = await opened();
    await expect(target.send(wait)).rejects.toMatchObject({ info: { code: 'bad-request', op: 'irq.wait' } });
  });

  test('a refused arming closes its eventfds again', async () => {
    const { kernel, target } = await opened();
    kernel.ioctls.VFIO_DEVICE_SET_IRQS = () => ({ errno: ERRNO.EINVAL });
    await target.send(arm);
    expect(kernel.journal).toEqual(['eventfd', 'eventfd', 'VFIO_DEVICE_SET_IRQS', 'close eventfd', 'close eventfd']);
  });

  test('the host asking for the function back reaches the listener, with how often', async () => {
    const { kernel, target } = await opened();
    const events: TargetEvent[] = [];
    target.onEvent((event) => events.push(event));
    kernel.signal(kernel.eventfds[0]!, 2n);
    expect(events).toEqual([{ event: 'release-requested', times: 2, atNs: 0n }]);
  });
});

test('a function that answers ENODEV is announced as gone', async () => {
  const { kernel, target } = await opened();
  const events: TargetEvent[] = [];
  target.onEvent((event) => events.push(event));
  kernel.onWrite = () => ({ errno: ERRNO.ENODEV });
  await target.send(store);
  expect(events).toEqual([{ event: 'gone', message: 'pwrite answered ENODEV.', atNs: 0n }]);
});

test('a call that never comes back does not keep the target from closing', async () => {
  const { kernel, target } = await opened();
  kernel.pwrite = () => new Promise(() => {}) as never;
  void target.send(store);
  await target.close();
  expect(kernel.journal).toContain('close device');
});
