import { reserved, u8, u16, u64 } from '../fields.ts';
import type { FieldSpec } from '../types.ts';
import type { Capability } from './capability.ts';

const source = 'linux/vfio_zdev.h struct vfio_device_info_cap_zpci_group';

const version1: readonly FieldSpec[] = [
  u64('dasm', 8, { show: 'address', doc: 'DMA address space mask.' }),
  u64('msi_addr', 16, { show: 'address', doc: 'MSI doorbell address.' }),
  u64('flags', 24, {
    bits: { 1: 'REFRESH', 2: 'RELAXED' },
    doc: 'REFRESH is always set by the kernel and tells nothing; RELAXED was proposed and never merged.',
  }),
  u16('mui', 32, { show: 'ms', doc: 'Measurement block update interval.' }),
  u16('noi', 34, { doc: 'MSI vectors.' }),
  u16('maxstbl', 36, { show: 'size', doc: 'What the VFIO BAR path tolerates: always 128, not the hardware value.' }),
  u8('version', 38, { doc: 'Group version.' }),
];

/** Facts of the function group: DMA mask, doorbell, vectors, store-block lengths. */
export const zpciGroup: Capability = {
  id: 2,
  name: 'zpci-group',
  doc: 'Facts of the function group. Version 2 (Linux 6.0) adds the hardware store-block length.',
  versions: [
    { name: 'zpci-group v1', size: 39, source, fields: version1 },
    {
      name: 'zpci-group v2',
      size: 42,
      source,
      fields: [
        ...version1,
        reserved(39, 1),
        u16('imaxstbl', 40, { show: 'size', doc: 'Hardware maximum store block length.' }),
      ],
    },
  ],
};
