import { expect, test } from 'vitest';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import { type Answered, differencesOf } from './differences.ts';
import { Ignored } from './ignore.ts';

const ignored = new Ignored();

const read = (offset: string, data: string, config = '00'.repeat(256)): Answered => ({
  kind: 'config.read',
  request: { offset },
  status: 'ok',
  data: parseHex(data)!,
  config: parseHex(config)!,
});

test('only the bytes that were read are told, also where they change what the others mean', () => {
  const [device, bridge] = ['00000000', '00000100'];
  const told = differencesOf(read('0xc', device), read('0xc', bridge), ignored);
  expect(told.map(({ field, left, right }) => [field, left, right])).toEqual([
    ['config.header_type', expect.stringContaining('0'), expect.stringContaining('1')],
  ]);
});

test('what was known of the bytes around those that were read is no difference', () => {
  const [before, after] = ['11'.repeat(256), '22'.repeat(256)];
  const told = differencesOf(read('0x0', '1410', before), read('0x0', 'f41a', after), ignored);
  expect(told.map(({ field }) => field)).toEqual(['config.vendor_id']);
});

/** A mapping as a big-endian and a little-endian host wrote it, of `iova`. */
const map = (byteOrder: 'be' | 'le', iova: string): Answered => ({
  kind: 'dma.map',
  request: {},
  status: 'ok',
  byteOrder,
  syscall: {
    name: 'ioctl VFIO_IOMMU_MAP_DMA',
    in:
      byteOrder === 'be'
        ? parseHex(`0000002000000003 000003ff80000000 ${iova} 0000000000001000`)
        : parseHex('2000000003000000 00000080ff030000 0010000000000000 0010000000000000'),
  },
});

test('numbers are compared as numbers between hosts of different byte orders', () => {
  expect(differencesOf(map('be', '0000000000001000'), map('le', ''), ignored)).toEqual([]);
  const told = differencesOf(map('be', '0000000000002000'), map('le', ''), ignored);
  expect(told.map(({ field, left, right }) => [field, left, right])).toEqual([
    ['argument.iova', expect.stringContaining('2000'), expect.stringContaining('1000')],
  ]);
});
