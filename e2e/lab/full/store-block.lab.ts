import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenFunction } from '../target/with-function.ts';
import { withFunction } from '../target/with-function.ts';
import { lab } from '../the-lab.ts';
import { bindToIsmDriver, HARMLESS } from './ism-function.ts';

const [ENXIO, EINVAL] = [6, 22];

/** What the emulated group takes at most. */
const MAXSTBL = 128;

const DOUBLEWORDS = Uint8Array.from({ length: 16 }, (_, index) => 0x10 + index);

/** The queue_desc and queue_driver registers of virtio's queue 0: 16 bytes that keep what is stored. */
const KEEPS = { space: 4, offset: 0x20n };

const work = <T>(what: (open: OpenFunction) => Promise<T>) =>
  withFunction(lab, 'unbound', async (open) => {
    await open.target.arm(true);
    return what(open);
  });

beforeAll(() => bindToIsmDriver(lab));

describe('a store block through the VFIO driver of ISM functions', () => {
  const store = (offset: bigint, length: number) =>
    work(({ target }) =>
      target.send({ kind: 'pcistb', space: HARMLESS.space, offset, data: new Uint8Array(length), pageOffset: 0 }),
    );

  test.each([16, 64, MAXSTBL])('of %i bytes is one PCISTB', async (length) => {
    const outcome = await store(HARMLESS.offset, length);
    expect(outcome).toMatchObject({ status: 'ok', path: 'ism-vfio-pci', operations: 1, modelled: false });
    expect(outcome.syscall).toMatchObject({ name: 'pwrite', rc: length });
  });

  test.each([1, 7, 8, 11])('of %i bytes is refused by the strict group of the machine: ENXIO', async (length) => {
    expect(await store(HARMLESS.offset, length)).toMatchObject({ status: 'errno', errno: ENXIO });
  });

  test.each([
    MAXSTBL + 1,
    136,
    4096,
  ])('of %i bytes is longer than the function takes: EINVAL by rule', async (length) => {
    const outcome = await store(HARMLESS.offset, length);
    expect(outcome).toMatchObject({ status: 'errno', errno: EINVAL });
    expect(outcome.broken).not.toEqual([]);
  });

  test('across a 4 KiB boundary of the device: EINVAL by rule', async () => {
    const outcome = await store(0xff8n, 16);
    expect(outcome).toMatchObject({ status: 'errno', errno: EINVAL });
    expect(outcome.broken).not.toEqual([]);
  });

  test('arrives: a load gives it back, each doubleword reversed, as QEMU stores blocks on a little-endian machine', async () => {
    const loaded = await work(async ({ target }) => {
      await target.send({ kind: 'pcistb', ...KEEPS, data: DOUBLEWORDS, pageOffset: 0 });
      const parts = [];
      for (const at of [0n, 8n])
        parts.push(await target.send({ kind: 'pcilg', ...KEEPS, offset: KEEPS.offset + at, length: 8 }));
      return parts.flatMap(({ data }) => [...data!].reverse());
    });
    expect(Uint8Array.from(loaded)).toEqual(DOUBLEWORDS);
  });
});

test.each([1, 2, 4, 8])('a load of %i bytes equals the read of the same place', async (length) => {
  const place = { offset: 0n, length };
  const [load, read] = await work(async ({ target }) => [
    await target.send({ kind: 'pcilg', space: 4, ...place }),
    await target.send({ kind: 'region.read', region: 4, ...place }),
  ]);
  expect(load).toMatchObject({ status: 'ok', path: 'ism-vfio-pci' });
  expect(load!.data).toEqual(read!.data);
});

test('configuration space says what sysfs says', async () => {
  const { data } = await work(({ target }) => target.send({ kind: 'config.read', offset: 0n, length: 64 }));
  const hex = await lab.sh(`od -An -v -tx1 -N64 /sys/bus/pci/devices/${lab.bdf('unbound')}/config | tr -d ' \\n'`);
  const bytes = Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16));
  expect(data!.subarray(0, 4)).toEqual(bytes.subarray(0, 4));
  expect(data!.subarray(8, 12)).toEqual(bytes.subarray(8, 12));
});
