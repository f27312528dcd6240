import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFunctionAddress } from './function-address.ts';
import { hostAt } from './host-files.ts';
import { readiness } from './readiness.ts';

const BDF = '0007:00:00.0';
const text = (value: string) => new TextEncoder().encode(value);
const GROUP = ['dev/vfio/vfio', 'dev/vfio/7'];
const CDEV = ['dev/iommu', 'dev/vfio/devices/vfio3'];

/** Whether and how a function can be opened on a host with these files below /dev. */
function on(files: readonly string[], backend?: 'type1' | 'iommufd', more: Record<string, Uint8Array> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'zpci-ready-'));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  const attributes = { driver: text('vfio-pci'), iommu_group: text('7'), ...more };
  return readiness(hostAt(root), BDF, attributes, backend);
}

const own = { 'vfio-dev/vfio3/dev': text('511:3\n') };
const group = { ready: true, access: { by: 'group', group: '7' } };
const cdev = { ready: true, access: { by: 'cdev', cdev: 'vfio3' } };

describe('a function is opened through', () => {
  test.each([
    ['its group where both ways are there', [...GROUP, ...CDEV], undefined, group],
    ['its own file where only that is there', CDEV, undefined, cdev],
    ['its own file when asked to', [...GROUP, ...CDEV], 'iommufd', cdev],
    ['its group when asked to', [...GROUP, ...CDEV], 'type1', group],
  ] as const)('%s', async (_, files, backend, expected) => {
    expect(await on(files, backend, own)).toEqual(expected);
  });

  test('nothing else when the way that was asked for is not there', async () => {
    expect(await on(CDEV, 'type1', own)).toMatchObject({ ready: false, reason: '/dev/vfio/vfio is not there.' });
    expect(await on(GROUP, 'iommufd', own)).toMatchObject({ ready: false, reason: '/dev/iommu is not there.' });
    expect(await on(GROUP, 'iommufd')).toMatchObject({
      ready: false,
      reason: `${BDF} has no device file of its own.`,
      remedy: expect.stringContaining('VFIO_DEVICE_CDEV'),
    });
  });

  test('its group is what is missing where there is nothing at all', async () => {
    const missing = { reason: '/dev/vfio/vfio is not there.', remedy: 'Load vfio: sudo modprobe vfio' };
    expect(await on([], undefined, own)).toMatchObject(missing);
    const group = { reason: '/dev/vfio/7 is not there.', remedy: expect.stringContaining('Bind the function anew') };
    expect(await on(['dev/vfio/vfio'])).toMatchObject(group);
  });
});

test('an address may say how to open the function, and nothing that is not understood', () => {
  expect(parseFunctionAddress(BDF)).toEqual({ bdf: BDF });
  expect(parseFunctionAddress(`${BDF}?backend=iommufd`)).toEqual({ bdf: BDF, backend: 'iommufd' });
  for (const rest of [`${BDF}?backend=other`, `${BDF}?path=mmio`, '../x?backend=type1'])
    expect(() => parseFunctionAddress(rest), rest).toThrow(/not/);
});
