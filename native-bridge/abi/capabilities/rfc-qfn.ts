import { ebcdic, reserved, u8, u16, u32, u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

const bars = [0, 1, 2, 3, 4, 5];

/** Raw query-function block as proposed in May 2019. PCI BAR values are little-endian inside. */
export const rfcQfn: Capability = {
  id: 1,
  name: 'qfn',
  doc: 'Raw CLP query-function block, proposed in 2019 and never merged.',
  versions: [
    {
      name: 'qfn v1',
      size: 200,
      source: 'RFC "s390: vfio: adding capabilities to VFIO_IOMMU_GET_INFO", May 2019',
      fields: [
        reserved(8, 4),
        u32('format', 12),
        reserved(16, 8),
        u16('vfn', 24, { show: 'hex', doc: 'Virtual function number.' }),
        u8('flags', 26, { show: 'hex' }),
        u8('gid', 27, { show: 'hex', doc: 'Function group id.' }),
        u32('fid', 28, { show: 'hex', doc: 'Function id.' }),
        ...bars.map((bar) => u8(`bar_size${bar}`, 32 + bar, { doc: 'Power of two; 0 = no BAR.' })),
        u16('pchid', 38, { show: 'hex', doc: 'Physical channel id.' }),
        ...bars.map((bar) => u32(`bar${bar}`, 40 + 4 * bar, { show: 'hex', byteOrder: 'le' })),
        reserved(64, 8),
        u64('sdma', 72, { show: 'address', doc: 'First DMA address.' }),
        u64('edma', 80, { show: 'address', doc: 'Last DMA address.' }),
        reserved(88, 44),
        u32('uid', 132, { show: 'hex', doc: 'User-defined id.' }),
        ebcdic('util_str', 136, 64, { doc: 'Utility string.' }),
      ],
    },
  ],
};
