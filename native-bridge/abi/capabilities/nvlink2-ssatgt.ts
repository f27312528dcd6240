import { u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

export const nvlink2Ssatgt: Capability = {
  id: 4,
  name: 'nvlink2-ssatgt',
  doc: 'NVLink2 target address of compressed memory (deprecated).',
  versions: [
    {
      name: 'nvlink2-ssatgt v1',
      size: 16,
      source: 'linux/vfio.h struct vfio_region_info_cap_nvlink2_ssatgt',
      fields: [u64('tgt', 8, { show: 'address' })],
    },
  ],
};
