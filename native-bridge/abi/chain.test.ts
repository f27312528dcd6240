import { expect, test } from 'vitest';
import { zpciBase } from './capabilities/zpci-base.ts';
import { zpciGroup } from './capabilities/zpci-group.ts';
import { zpciPfip } from './capabilities/zpci-pfip.ts';
import { encodeCap, encodeChain } from './chain.ts';
import { toHex } from './hex.ts';
import { vfioDeviceInfo } from './structures/device.ts';

const base = { start_dma: 0x1_0000_0000n, end_dma: 0x1_3fff_ffffn, gid: 0xff, fh: 0x8002_0000 };
const group = { msi_addr: 0xfe00_0000_0000_0000n, flags: 1n, mui: 4000, noi: 128, maxstbl: 128, imaxstbl: 128 };

test('the chain of an emulated function is the bytes a 6.12 kernel answers (V01)', () => {
  const info = { layout: vfioDeviceInfo, values: { flags: 0x83, num_regions: 9, num_irqs: 5 } };
  const caps = [
    encodeCap(zpciBase, base, 'be'),
    encodeCap(zpciGroup, group, 'be'),
    encodeCap(zpciPfip, { pfip: '00000000' }, 'be'),
  ];
  expect(toHex(encodeChain(info, caps, 'be'))).toBe(
    '00000080000000830000000900000005000000180000000000010002000000400000000100000000000000013fffffff' +
      '00000000000000ff800200000000000000020002000000700000000000000000fe000000000000000000000000000001' +
      '0fa0008000800000008000000000000000040001000000000000000400000000',
  );
});
