import { expect, test } from 'vitest';
import { readU32, writeU32 } from '../../abi/bytes.ts';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { InfoCalls } from './info-calls.ts';
import { captured, FakeKernel, infoAnswer } from './testing/fake-kernel.ts';

const DEVICE = 2;
const GET_INFO = { on: 'device', name: 'VFIO_DEVICE_GET_INFO', request: IOCTL.VFIO_DEVICE_GET_INFO, size: 24 } as const;

test('a chain is asked for in two calls: the fixed part, then the size the kernel named', async () => {
  const kernel = new FakeKernel();
  const info = new InfoCalls(kernel, 'be');
  const { bytes } = await info.ask(DEVICE, GET_INFO);
  expect(info.calls.map(({ in: arg }) => arg?.length)).toEqual([24, 128]);
  expect(bytes).toEqual(captured('k6.12-q10-net').deviceInfo);
});

test('a size that grew between the two calls is asked for again', async () => {
  const kernel = new FakeKernel();
  const sizes = [128, 208, 208];
  kernel.ioctls.VFIO_DEVICE_GET_INFO = (arg) => infoAnswer(arg, new Uint8Array(sizes.shift() ?? 208));
  const info = new InfoCalls(kernel, 'be');
  const { bytes } = await info.ask(DEVICE, GET_INFO);
  expect(info.calls.map(({ in: arg }) => arg?.length)).toEqual([24, 128, 208]);
  expect(bytes?.length).toBe(208);
});

test.each([
  ['grows with every call', (length: number) => length + 8],
  ['wants more than any chain has', () => 0xffff_ffff],
])('a kernel that %s is given up after a few calls, keeping its last answer', async (_, needed) => {
  const kernel = new FakeKernel();
  kernel.ioctls.VFIO_DEVICE_GET_INFO = (arg) => {
    const out = arg.slice();
    writeU32(out, 0, needed(arg.length), 'be');
    return { out };
  };
  const info = new InfoCalls(kernel, 'be');
  const { bytes } = await info.ask(DEVICE, GET_INFO);
  expect(info.calls.length).toBeLessThanOrEqual(4);
  expect(bytes && readU32(bytes, 0, 'be')).toBe(needed(bytes!.length));
});

test('a refused index is kept with its errno', async () => {
  const info = new InfoCalls(new FakeKernel(), 'be');
  const call = { on: 'device', name: 'VFIO_DEVICE_GET_IRQ_INFO', request: IOCTL.VFIO_DEVICE_GET_IRQ_INFO } as const;
  expect(await info.ask(DEVICE, { ...call, size: 16, index: 3 })).toEqual({ errno: 22 });
});
