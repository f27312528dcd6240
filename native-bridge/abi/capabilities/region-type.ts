import { u32 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** What a device-specific region is. */
export const regionType: Capability = {
  id: 2,
  name: 'type',
  doc: 'What a device-specific region is: type and subtype together name it.',
  versions: [
    {
      name: 'type v1',
      size: 16,
      source: 'linux/vfio.h struct vfio_region_info_cap_type',
      fields: [
        u32('type', 8, {
          names: {
            1: 'GFX',
            2: 'CCW',
            3: 'MIGRATION (deprecated)',
            2147516550: 'PCI vendor Intel',
            2147487966: 'PCI vendor NVIDIA',
            2147487764: 'PCI vendor IBM',
          },
          doc: 'Bit 31 set: the low 16 bits are a PCI vendor, which gives the subtype its meaning.',
        }),
        u32('subtype', 12, {
          doc: 'Under PCI vendor IBM: 1 NVLink2 ATSD (deprecated), 2 the proposed zPCI I/O region.',
        }),
      ],
    },
  ],
};
