import { reserved, u8, u16, u32, u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** Raw query-group block as proposed in May 2019. */
export const rfcQgrp: Capability = {
  id: 2,
  name: 'qgrp',
  doc: 'Raw CLP query-group block, proposed in 2019 and never merged.',
  versions: [
    {
      name: 'qgrp v1',
      size: 72,
      source: 'RFC "s390: vfio: adding capabilities to VFIO_IOMMU_GET_INFO", May 2019',
      fields: [
        reserved(8, 4),
        u32('format', 12),
        reserved(16, 8),
        u16('noi', 24, { mask: 0x0fff, doc: 'MSI vectors.' }),
        u8('version', 26),
        u8('flags', 27, { bits: { 1: 'REFRESH', 2: 'FRAME' } }),
        u16('maxstbl', 28, { mask: 0x1fff, show: 'size', doc: 'Maximum store block length.' }),
        u16('mui', 30, { show: 'ms', doc: 'Measurement block update interval.' }),
        reserved(32, 8),
        u64('dasm', 40, { show: 'address', doc: 'DMA address space mask.' }),
        u64('msia', 48, { show: 'address', doc: 'MSI doorbell address.' }),
        reserved(56, 16),
      ],
    },
  ],
};
