import { describe, expect, test } from 'vitest';
import { readS32, writeU32 } from '../../abi/bytes.ts';
import { ERRNO } from '../../abi/errno.ts';
import type { Request } from '../../contract/bridge-contract.ts';
import type { EqualCalls } from '../syscalls.ts';
import type { Target, TargetEvent } from '../target.ts';
import { openFunction } from './open-function.ts';
import { captured, FakeKernel, infoAnswer, PLACE } from './testing/fake-kernel.ts';
import { HeldBurst } from './testing/held-burst.ts';

const BAR1 = 1n << 40n;

async function opened(kernel = new FakeKernel(), armed = true) {
  const target = await openFunction(kernel, PLACE);
  target.arm(armed);
  await target.inspect({ config: false });
  kernel.journal.length = 0;
  return { kernel, target };
}

/** Lets what was handed in begin. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

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
  await target.send({
    kind: 'buffer.fill',
    buffer: 'b',
    at: 8,
    fill: { pattern: 'counter', start: 5n, width: 1, order: 'be' },
  });
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
    const { change } = await target.send(map);
    expect(change).toMatchObject({
      dmaAvail: 65_534,
      mapped: { iova: IOVA, size: 8192n, read: true, write: false, buffer: 'b' },
    });
    kernel.ioctls.VFIO_IOMMU_MAP_DMA = () => ({ errno: ERRNO.EEXIST });
    expect(await target.send(map)).toMatchObject({ status: 'errno', change: undefined });
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

test('a reset says which handle holds now and what is lost, and forgets configuration space', async () => {
  const { kernel, target } = await opened();
  await target.inspect({ config: true });
  const before = target.snapshot();
  const whole = before.deviceInfo!.slice();
  writeU32(whole, 24 + 32, 0x8102_0000, 'be');
  kernel.ioctls.VFIO_DEVICE_GET_INFO = (arg) => infoAnswer(arg, whole);
  const { warnings, snapshot } = await target.send({ kind: 'device.reset' });
  expect(warnings).toEqual([
    'The function handle is now 0x81020000; 0x80020000 is void.',
    expect.stringMatching(/Mappings and armed interrupts stay/),
  ]);
  expect(snapshot).toMatchObject({ deviceInfo: whole, config: undefined });
  expect(target.snapshot()).toEqual(snapshot);
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

describe('a function that is lost', () => {
  /** What is announced up to and with `gone`. */
  const untilGone = (target: Target) =>
    new Promise<TargetEvent[]>((resolve) => {
      const events: TargetEvent[] = [];
      target.onEvent((event) => {
        events.push(event);
        if (event.event === 'gone') resolve(events);
      });
    });

  test('one that answers ENODEV is let go and announced as gone, once, however often it answers so', async () => {
    const { kernel, target } = await opened();
    const events = untilGone(target);
    kernel.onWrite = () => ({ errno: ERRNO.ENODEV });
    expect(await target.send(store)).toMatchObject({ status: 'errno', errno: ERRNO.ENODEV });
    expect(await events).toEqual([{ event: 'gone', message: 'pwrite answered ENODEV.', atNs: 0n }]);
    expect(kernel.journal.slice(-6)).toContain('close device');
    await expect(target.send(store)).rejects.toMatchObject({ info: { code: 'gone', op: 'pcistb' } });
    expect(kernel.journal.filter((call) => call === 'pwrite')).toHaveLength(1);
  });

  test('one the host wants back is released in order at once: nothing waiting is sent, a wait ends, nothing stays mapped', async () => {
    const { kernel, target } = await opened();
    await target.send({ kind: 'irq.arm', index: 2, start: 0, count: 1 });
    await target.send({ kind: 'buffer.alloc', buffer: 'b', size: 4096 });
    await target.send({ kind: 'dma.map', buffer: 'b', at: 0n, iova: 0x1_0000_0000n, read: true, write: true });
    const before = kernel.journal.length;
    const events = untilGone(target);
    const wait = target.send({ kind: 'irq.wait', index: 2, vector: 0, timeoutMs: 60_000 });
    await turn();
    const waiting = target.send(store);
    kernel.signal(kernel.eventfds[0]!, 1n);
    expect(await wait).toMatchObject({ status: 'timeout' });
    await expect(waiting).rejects.toMatchObject({ info: { code: 'release-requested', op: 'pcistb' } });
    expect((await events).map(({ event }) => event)).toEqual(['release-requested', 'gone']);
    expect(kernel.journal.slice(before)).toEqual([
      ...['VFIO_DEVICE_SET_IRQS', 'VFIO_DEVICE_SET_IRQS', 'close eventfd', 'close eventfd'],
      ...['close device', 'VFIO_GROUP_UNSET_CONTAINER', 'close group', 'close container', 'free', 'free'],
    ]);
    expect(target.state()).toMatchObject({ armed: false, mappings: [], buffers: [] });
    expect(() => target.arm(true)).toThrow('wants');
  });

  test('a burst that was running tells what it did, and makes no call more', async () => {
    const { kernel, target } = await opened();
    const spec = { op: 'pcistb', space: 1, offset: 0n, length: 4, stride: 0, span: 0 } as const;
    const burst = target.startBurst(spec);
    kernel.onWrite = (_, data) => {
      kernel.time += 1_000_000n;
      return { rc: data.length };
    };
    const { count } = await burst.drain();
    const events = untilGone(target);
    kernel.signal(kernel.eventfds[0]!, 1n);
    expect(await burst.drain()).toMatchObject({ count: 0, done: true });
    await events;
    expect(kernel.written).toHaveLength(count);
    expect(() => target.startBurst(spec)).toThrow('wants');
  });

  test('one the host wants back is let go when the last thread of a burst came back, not before', async () => {
    const { kernel, target, burst, native, threads } = await withHeldBurst(4);
    const events = untilGone(target);
    kernel.signal(kernel.eventfds[0]!, 1n);
    await turn();
    expect(native.isStopped).toBe(true);
    expect(kernel.journal).not.toContain('close device');
    native.comeBack();
    expect((await events).map(({ event }) => event)).toEqual(['release-requested', 'gone']);
    expect(kernel.journal).toContain('close device');
    expect(await burst.drain()).toMatchObject({ done: true });
    expect(threads).toBe(4);
  });

  test('what happens before anybody listens is told to the first who does', async () => {
    const { kernel, target } = await opened();
    kernel.onWrite = () => ({ errno: ERRNO.ENODEV });
    await target.send(store);
    await target.close();
    expect((await untilGone(target)).map(({ event }) => event)).toEqual(['gone']);
  });
});

describe('what the host has to say of a mapping', () => {
  const IOVA = 0x1_0000_0000n;
  const map: Request = { kind: 'dma.map', buffer: 'b', at: 0n, iova: IOVA, read: true, write: false };
  const withBuffer = async () => {
    const one = await opened();
    await one.target.send({ kind: 'buffer.alloc', buffer: 'b', size: 8192 });
    return one;
  };

  test('ENOSPC: no entry is left, whatever was counted here, until the kernel is asked again', async () => {
    const { kernel, target } = await withBuffer();
    await target.send(map);
    kernel.ioctls.VFIO_IOMMU_MAP_DMA = () => ({ errno: ERRNO.ENOSPC });
    const { change, warnings } = await target.send({ ...map, iova: IOVA + 0x10_0000n });
    expect(warnings.join(' ')).toContain('dma_avail');
    expect(change).toEqual({ armed: true, dmaAvail: 0 });
    expect(target.state()).toMatchObject({ dmaAvail: 0, mappings: [{ iova: IOVA }] });
    await target.inspect({ config: false });
    expect(target.state().dmaAvail).toBe(65_535);
  });

  test('fewer bytes unmapped than were listed: the outcome says so', async () => {
    const { kernel, target } = await withBuffer();
    await target.send(map);
    kernel.ioctls.VFIO_IOMMU_UNMAP_DMA = (arg) => ({ out: arg.slice().fill(0, 16) });
    const { warnings } = await target.send({ kind: 'dma.unmap', iova: IOVA, size: 8192n, all: false });
    expect(warnings).toEqual(['The kernel unmapped 0x0 bytes; 0x2000 were mapped there.']);
  });
});

test('a call that never comes back does not keep the target from closing', async () => {
  const { kernel, target } = await opened();
  kernel.pwrite = () => new Promise(() => {}) as never;
  void target.send(store);
  await turn();
  await target.close();
  expect(kernel.journal).toContain('close device');
});

/** A function with a burst on threads whose calls do not come back by themselves. */
async function withHeldBurst(threads: number) {
  const native = new HeldBurst();
  let given: number | undefined;
  const startBurst = (calls: EqualCalls) => {
    given = calls.threads;
    return native;
  };
  const { kernel, target } = await opened(Object.assign(new FakeKernel(), { startBurst }));
  const burst = target.startBurst({ op: 'pcistb', space: 1, offset: 0n, length: 8, stride: 0, span: 0, threads });
  return { kernel, target, burst, native, threads: given };
}

test('a burst whose call never comes back does not keep the target from closing, and keeps the memory it may still use', async () => {
  const { kernel, target, native } = await withHeldBurst(1);
  await target.close();
  expect(native.isStopped).toBe(true);
  expect(kernel.journal.slice(-4)).toEqual(['VFIO_GROUP_UNSET_CONTAINER', 'close group', 'close container', 'free']);
  native.comeBack();
  await turn();
  expect(kernel.journal.slice(-2)).toEqual(['free', 'free']);
});
