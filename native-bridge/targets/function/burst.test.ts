import { describe, expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import type { BurstSlice, BurstSpec } from '../../contract/bridge-contract.ts';
import type { EqualCalls } from '../syscalls.ts';
import type { Burst } from '../target.ts';
import { openFunction } from './open-function.ts';
import { captured, FakeKernel, PLACE } from './testing/fake-kernel.ts';
import { FakeNativeBurst } from './testing/fake-native-burst.ts';

const SPEC: BurstSpec = { op: 'pcistb', space: 1, offset: 0n, length: 8, stride: 0, span: 0 };
const OP_NS = 1000n;

/** A kernel whose clock advances by one operation a call, and jumps when it is idle. */
function ticking(kernel = new FakeKernel()): FakeKernel {
  const { onWrite } = kernel;
  kernel.onWrite = (position, data) => {
    kernel.time += OP_NS;
    return onWrite(position, data);
  };
  Object.assign(kernel, {
    idle: async (untilNs: bigint) => {
      if (untilNs > kernel.time) kernel.time = untilNs;
    },
  });
  return kernel;
}

/** The same kernel, making equal calls natively as the addon does: all that are due at each drain. */
function running(kernel = new FakeKernel()): FakeKernel {
  const one = ticking(kernel);
  return Object.assign(one, { startBurst: (calls: EqualCalls) => new FakeNativeBurst(one, calls) });
}

const column = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

describe.each([
  ['made one by one', ticking],
  ['made in runs', running],
])('operations %s', (_, ticks) => {
  async function started(spec: BurstSpec, kernel = ticks()) {
    const target = await openFunction(kernel, PLACE);
    target.arm(true);
    return { kernel, target, burst: target.startBurst(spec) };
  }

  async function drained(burst: Burst): Promise<BurstSlice[]> {
    const slices: BurstSlice[] = [];
    do slices.push(await burst.drain());
    while (!slices.at(-1)!.done);
    return slices;
  }

  const sum = (slices: readonly BurstSlice[], of: 'count' | 'bytes' | 'errors' | 'operations') =>
    slices.reduce((total, slice) => total + slice[of], 0);

  test('exactly `count` operations run, in slices, and every one is in the columns', async () => {
    const { kernel, burst } = await started({ ...SPEC, count: 100_000 });
    const slices = await drained(burst);
    expect(kernel.written).toHaveLength(100_000);
    expect(sum(slices, 'count')).toBe(100_000);
    expect(sum(slices, 'bytes')).toBe(800_000);
    expect(sum(slices, 'operations')).toBe(100_000);
    expect(slices.length).toBeGreaterThan(1);
    for (const { count, startNs, durationNs, result } of slices) {
      expect([startNs.length, durationNs.length, result.length]).toEqual([8 * count, 4 * count, 4 * count]);
    }
  });

  test('columns are little-endian: start, duration, result of each operation', async () => {
    const { burst } = await started({ ...SPEC, count: 2 });
    const [slice] = await drained(burst);
    const start = column(slice!.startNs);
    expect(start.getBigUint64(8, true) - start.getBigUint64(0, true)).toBe(OP_NS);
    expect(column(slice!.durationNs).getUint32(4, true)).toBe(1000);
    expect(column(slice!.result).getInt32(4, true)).toBe(8);
  });

  test('refused operations count as errors with their errno and move nothing', async () => {
    const kernel = new FakeKernel();
    kernel.onWrite = () => ({ errno: ERRNO.EIO });
    const { burst } = await started({ ...SPEC, count: 3 }, ticks(kernel));
    const [slice] = await drained(burst);
    expect(slice).toMatchObject({ count: 3, errors: 3, bytes: 0, operations: 0 });
    expect(column(slice!.result).getInt32(0, true)).toBe(-ERRNO.EIO);
  });

  test('offsets advance by the stride and start over at the span', async () => {
    const kernel = new FakeKernel();
    const positions: bigint[] = [];
    kernel.onWrite = (position, data) => {
      positions.push(position - (1n << 40n));
      return { rc: data.length };
    };
    const { burst } = await started({ ...SPEC, offset: 0x100n, stride: 8, span: 24, count: 5 }, ticks(kernel));
    await drained(burst);
    expect(positions).toEqual([0x100n, 0x108n, 0x110n, 0x100n, 0x108n]);
  });

  test('a short payload repeats; without one a counter is stored', async () => {
    const { kernel, burst } = await started({ ...SPEC, length: 5, data: Uint8Array.of(1, 2), count: 1 });
    await drained(burst);
    const { kernel: other, burst: counting } = await started({ ...SPEC, length: 3, count: 1 });
    await drained(counting);
    expect([...kernel.written, ...other.written]).toEqual([Uint8Array.of(1, 2, 1, 2, 1), Uint8Array.of(0, 1, 2)]);
  });

  describe('an end', () => {
    test('comes after `seconds` on the clock of the kernel', async () => {
      const { kernel, burst } = await started({ ...SPEC, seconds: 0.01 });
      await drained(burst);
      expect(kernel.written).toHaveLength(10_000);
    });

    test('comes at once when stopped', async () => {
      const { burst } = await started(SPEC);
      const first = await burst.drain();
      burst.stop();
      expect(first.done).toBe(false);
      expect(await burst.drain()).toMatchObject({ count: 0, done: true });
    });

    test('comes when the target is disarmed', async () => {
      const { target, burst } = await started(SPEC);
      target.arm(false);
      expect(await burst.drain()).toMatchObject({ count: 0, done: true });
    });

    test('comes when the function is gone', async () => {
      const kernel = new FakeKernel();
      kernel.onWrite = () => ({ errno: ERRNO.ENODEV });
      const { burst } = await started(SPEC, ticks(kernel));
      expect(await burst.drain()).toMatchObject({ count: 1, errors: 1, done: true });
    });
  });

  test('a rate spaces operations on the clock of the kernel', async () => {
    const { burst } = await started({ ...SPEC, rate: 1000, count: 60 });
    const slices = await drained(burst);
    const starts = slices.flatMap(({ startNs, count }) =>
      Array.from({ length: count }, (_, index) => column(startNs).getBigUint64(8 * index, true)),
    );
    const gaps = starts.slice(1).map((start, index) => start - starts[index]!);
    expect(new Set(gaps)).toEqual(new Set([1_000_000n]));
  });

  test('requests get their turn between two slices', async () => {
    const { target, burst } = await started({ ...SPEC, count: 1_000_000 });
    const first = burst.drain();
    const sent = target.send({ kind: 'buffer.alloc', buffer: 'b', size: 1 });
    const second = burst.drain();
    expect((await first).done).toBe(false);
    await sent;
    expect(target.state().buffers).toHaveLength(1);
    expect((await second).count).toBeGreaterThan(0);
  });

  test('through the zPCI I/O region a payload is staged at a page start and its bytes are what was moved', async () => {
    const { kernel, burst } = await started(
      { ...SPEC, length: 128, count: 2 },
      ticks(new FakeKernel(captured('k6.12-q10-zpciio-net'))),
    );
    expect(burst.path).toBe('zpci-io');
    const [slice] = await drained(burst);
    expect(slice).toMatchObject({ count: 2, bytes: 256 });
    const gaddr = column(kernel.written[0]!).getBigUint64(8);
    expect(gaddr % 4096n).toBe(0n);
  });

  test('a burst the function cannot take is refused at the start', async () => {
    const target = await openFunction(ticks(), PLACE);
    target.arm(true);
    expect(() => target.startBurst({ ...SPEC, path: 'ism-vfio-pci' })).toThrow(/ism-vfio-pci/);
  });
});
