import { describe, expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import { openFunction } from './open-function.ts';
import { captured, FakeKernel, PLACE } from './testing/fake-kernel.ts';

test('opening asks in the order the kernel wants and gives the bytes it answered', async () => {
  const kernel = new FakeKernel();
  const target = await openFunction(kernel, PLACE);
  expect(kernel.journal.slice(0, 6)).toEqual([
    'open container',
    'open group',
    'VFIO_GROUP_GET_STATUS',
    'VFIO_GROUP_SET_CONTAINER',
    'VFIO_SET_IOMMU',
    'VFIO_GROUP_GET_DEVICE_FD',
  ]);
  const original = captured('k6.12-q10-net');
  const snapshot = await target.inspect({ config: false });
  expect(snapshot.deviceInfo).toEqual(original.deviceInfo);
  expect(snapshot.iommuInfo).toEqual(original.iommuInfo);
  expect(snapshot.regions).toEqual(original.regions);
  expect(snapshot.irqs).toEqual(original.irqs);
  expect(snapshot.config).toBeUndefined();
  expect(snapshot.calls[0]).toMatchObject({ name: 'open /dev/vfio/vfio', rc: 0 });
  expect(kernel.journal).not.toContain('pread');
});

test('configuration space is read with one pread at the offset the kernel gave, only when asked for', async () => {
  const kernel = new FakeKernel();
  const reads: [bigint, number][] = [];
  kernel.onRead = (position, length) => {
    reads.push([position, length]);
    return { rc: length, out: new Uint8Array(length).fill(7) };
  };
  const target = await openFunction(kernel, PLACE);
  const { config } = await target.inspect({ config: true });
  expect(reads).toEqual([[7n << 40n, 256]]);
  expect(config).toEqual(new Uint8Array(256).fill(7));
});

test('the zPCI I/O region is found by its type and its header is read', async () => {
  const kernel = new FakeKernel(captured('k6.12-q10-zpciio-net'));
  const target = await openFunction(kernel, PLACE);
  expect(kernel.journal.filter((call) => call === 'pread')).toHaveLength(1);
  expect(target.view().paths).toEqual(['zpci-io', 'vfio-bar']);
});

describe('a step that fails', () => {
  test.each([
    ['open container', ERRNO.ENOENT, [], /modprobe vfio-pci/],
    ['open group', ERRNO.EBUSY, ['close container'], /fuser -v \/dev\/vfio\/0/],
    ['VFIO_GROUP_SET_CONTAINER', ERRNO.EPERM, ['close group', 'close container'], /Bind every function/],
    ['VFIO_SET_IOMMU', ERRNO.ENODEV, ['close group', 'close container'], /lspci/],
    ['VFIO_GROUP_GET_DEVICE_FD', ERRNO.ENODEV, ['close group', 'close container'], /0010:00:00\.0\/recover$/],
    ['VFIO_GROUP_GET_DEVICE_FD', ERRNO.EIO, ['close group', 'close container'], /dmesg/],
  ])('%s: not-ready with its errno and remedy, everything closed again', async (step, errno, closed, remedy) => {
    const kernel = new FakeKernel();
    kernel.refused.set(step, errno);
    const failure = await openFunction(kernel, PLACE).catch((thrown) => thrown.info);
    expect(failure).toMatchObject({ code: 'not-ready', errno, next: expect.stringMatching(remedy) });
    expect(kernel.journal.filter((call) => call.startsWith('close'))).toEqual(closed);
  });

  test('a group whose other functions are not bound to vfio is not opened', async () => {
    const kernel = new FakeKernel();
    kernel.ioctls.VFIO_GROUP_GET_STATUS = () => ({ out: Uint8Array.of(0, 0, 0, 8, 0, 0, 0, 0) });
    await expect(openFunction(kernel, PLACE)).rejects.toMatchObject({ info: { code: 'not-ready' } });
  });
});

test('closing releases in order: interrupts, eventfds, device, group, container, memory; once', async () => {
  const kernel = new FakeKernel();
  const target = await openFunction(kernel, PLACE);
  target.arm(true);
  await target.send({ kind: 'irq.arm', index: 2, start: 0, count: 1 });
  await target.send({ kind: 'buffer.alloc', buffer: 'b', size: 100 });
  const before = kernel.journal.length;
  await Promise.all([target.close(), target.close()]);
  expect(kernel.journal.slice(before)).toEqual([
    'VFIO_DEVICE_SET_IRQS',
    'VFIO_DEVICE_SET_IRQS',
    'close eventfd',
    'close eventfd',
    'close device',
    'VFIO_GROUP_UNSET_CONTAINER',
    'close group',
    'close container',
    'free',
    'free',
  ]);
  await expect(target.send({ kind: 'device.reset' })).rejects.toMatchObject({ info: { code: 'closed' } });
});
