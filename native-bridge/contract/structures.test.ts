import { expect, test } from 'vitest';
import type { Snapshot } from './bridge-contract.ts';
import { snapshotStructures } from './structures.ts';

const bytes = Uint8Array.of(1);
const snapshot = {
  byteOrder: 'be',
  deviceInfo: bytes,
  regions: [
    { index: 0, bytes },
    { index: 8, errno: 22 },
    { index: 9, bytes },
  ],
  irqs: [{ index: 3, errno: 22 }],
  config: bytes,
} as unknown as Snapshot;

test('structures come in reading order, the refused ones with their errno, and nothing that was not asked for', () => {
  expect(snapshotStructures(snapshot).map(({ id, title, errno }) => [id, title, errno])).toEqual([
    ['device-info', 'Device info', undefined],
    ['region/0', 'BAR 0', undefined],
    ['region/8', 'VGA', 22],
    ['region/9', 'Region 9', undefined],
    ['irq/3', 'Error', 22],
    ['config', 'Configuration space', undefined],
  ]);
});

test('the measurement block is big-endian and configuration space little-endian on every host', () => {
  for (const byteOrder of ['be', 'le'] as const) {
    const listed = snapshotStructures({ ...snapshot, byteOrder, fmb: bytes });
    expect(listed.find(({ id }) => id === 'fmb')?.byteOrder).toBe('be');
    expect(listed.find(({ id }) => id === 'config')?.byteOrder).toBe('le');
    expect(listed.find(({ id }) => id === 'region/0')?.byteOrder).toBe(byteOrder);
  }
});
