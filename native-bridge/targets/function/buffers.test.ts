import { expect, test } from 'vitest';
import { counterBytes, fillBytes } from '../../contract/fills.ts';
import { Buffers } from './buffers.ts';
import { FakeKernel } from './testing/fake-kernel.ts';

const refused = (message: RegExp) =>
  expect.objectContaining({
    info: expect.objectContaining({ code: 'bad-request', message: expect.stringMatching(message) }),
  });

function failure(action: () => unknown): unknown {
  try {
    return action();
  } catch (thrown) {
    return thrown;
  }
}

test('buffers are whole pages and keep what is written', () => {
  const buffers = new Buffers(new FakeKernel());
  buffers.allocate('ring', 5000);
  expect(buffers.list()).toMatchObject([{ name: 'ring', size: 8192 }]);
  buffers.write('ring', 4999, Uint8Array.of(1, 2));
  expect(buffers.read('ring', 4998, 4)).toEqual(Uint8Array.of(0, 1, 2, 0));
});

test('addresses of the process are found in the buffer they lie in', () => {
  const buffers = new Buffers(new FakeKernel());
  buffers.allocate('a', 1);
  buffers.allocate('b', 1);
  const { vaddr } = buffers.list()[1]!;
  buffers.writeAt(vaddr + 4n, Uint8Array.of(9));
  expect(buffers.nameAt(vaddr + 4n)).toBe('b');
  expect(buffers.read('b', 4, 1)).toEqual(Uint8Array.of(9));
});

test('a name twice, an unknown name and bytes outside are refused by name', () => {
  const buffers = new Buffers(new FakeKernel());
  buffers.allocate('a', 1);
  expect(failure(() => buffers.allocate('a', 1))).toEqual(refused(/already a buffer a/));
  expect(failure(() => buffers.read('b', 0, 1))).toEqual(refused(/no buffer b/));
  expect(failure(() => buffers.read('a', 4095, 2))).toEqual(refused(/\[4095, 4097\) lies outside buffer a of 4096/));
  expect(failure(() => buffers.readAt(0n, 1))).toEqual(refused(/No buffer holds 0x0/));
});

test('allocations together are bounded', () => {
  const buffers = new Buffers({ allocate: (size: number) => ({ vaddr: 0n, size }) } as never);
  const allocate = () => {
    for (let i = 0; i < 100; i++) buffers.allocate(`b${i}`, 64 * 1024 * 1024);
  };
  expect(failure(allocate)).toEqual(refused(/together/));
});

test('fills: zero, byte, counter, data, and random that is the same for the same seed', () => {
  expect(fillBytes({ pattern: 'zero' }, 2)).toEqual(Uint8Array.of(0, 0));
  expect(fillBytes({ pattern: 'byte', value: 7 }, 2)).toEqual(Uint8Array.of(7, 7));
  expect(fillBytes({ pattern: 'counter', start: 254n, width: 1, order: 'be' }, 4)).toEqual(
    Uint8Array.of(254, 255, 0, 1),
  );
  expect(fillBytes({ pattern: 'data', data: Uint8Array.of(1, 2, 3) }, 8)).toEqual(
    Uint8Array.of(1, 2, 3, 1, 2, 3, 1, 2),
  );
  expect(fillBytes({ pattern: 'data', data: new Uint8Array() }, 2)).toEqual(Uint8Array.of(0, 0));
  const random = (seed: number) => fillBytes({ pattern: 'random', seed }, 4096);
  expect(random(5)).toEqual(random(5));
  expect(random(5)).not.toEqual(random(6));
  expect(new Set(random(0)).size).toBe(256);
  expect(counterBytes(3)).toEqual(Uint8Array.of(0, 1, 2));
});
