import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changingPlaces } from './index.ts';

/** Configuration space of a virtio function with these capabilities of 16 bytes from 0x40 on. */
function virtioConfig(caps: readonly (readonly number[])[]): Uint8Array {
  const config = new Uint8Array(256);
  config[6] = 0x10;
  config[0x34] = 0x40;
  caps.forEach((cap, index) => {
    const next = index + 1 < caps.length ? 0x50 + 16 * index : 0;
    config.set([9, next, ...cap], 0x40 + 16 * index);
  });
  return config;
}

const COMMON = [16, 1, 4, 0, 0, 0, 0x00, 0, 0, 0, 0x38, 0, 0, 0];
const ISR = [16, 3, 4, 0, 0, 0, 0x00, 0x10, 0, 0, 4, 0, 0, 0];

test('the ISR status of virtio lies where its capability says, and only where configuration space was read', () => {
  const config = virtioConfig([COMMON, ISR]);
  expect(changingPlaces({ vendor: 0x1af4, isIsm: false, config })).toMatchObject([
    { name: 'virtio ISR status', bar: 4, start: 0x1000n, end: 0x1004n },
  ]);
  expect(changingPlaces({ vendor: 0x1af4, isIsm: false })).toEqual([]);
  expect(changingPlaces({ vendor: 0x15b3, isIsm: false, config })).toEqual([]);
});

test('interrupt cause and statistics of Intel functions are known by vendor and device', () => {
  const icr = { bar: 0, start: 0xc0n, end: 0xc4n };
  const statistics = (end: bigint) => ({ bar: 0, start: 0x4000n, end });
  const places = (device: number) => changingPlaces({ vendor: 0x8086, device, isIsm: false });
  expect(places(0x10d3)).toMatchObject([icr, statistics(0x4128n)]);
  expect(places(0x100e)).toMatchObject([icr, statistics(0x4100n)]);
  expect(changingPlaces({ vendor: 0x8086, device: 0x1572, isIsm: false })).toEqual([]);
});

test('the command window of ISM', () => {
  expect(changingPlaces({ isIsm: true })).toMatchObject([{ bar: 2, start: 0n }]);
});

test('any bytes of configuration space give an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (config) => {
      expect(changingPlaces({ vendor: 0x1af4, isIsm: false, config }).length).toBeLessThanOrEqual(48);
    }),
  );
});
