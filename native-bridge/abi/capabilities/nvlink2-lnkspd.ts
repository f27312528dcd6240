import { reserved, u32 } from '../fields.ts';
import type { Capability } from './capability.ts';

export const nvlink2Lnkspd: Capability = {
  id: 5,
  name: 'nvlink2-lnkspd',
  doc: 'NVLink2 link speed (deprecated).',
  versions: [
    {
      name: 'nvlink2-lnkspd v1',
      size: 16,
      source: 'linux/vfio.h struct vfio_region_info_cap_nvlink2_lnkspd',
      fields: [u32('link_speed', 8), reserved(12, 4)],
    },
  ],
};
