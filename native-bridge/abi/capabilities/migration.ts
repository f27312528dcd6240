import { reserved, u32, u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** Dirty-page tracking of a type1v2 container. */
export const migration: Capability = {
  id: 2,
  name: 'migration',
  doc: 'Dirty-page tracking of the container (Linux 5.8).',
  versions: [
    {
      name: 'migration v1',
      size: 32,
      source: 'linux/vfio.h struct vfio_iommu_type1_info_cap_migration',
      fields: [
        u32('flags', 8, { bits: {} }),
        reserved(12, 4),
        u64('pgsize_bitmap', 16, { show: 'page-sizes', doc: 'Page sizes a dirty bitmap may use.' }),
        u64('max_dirty_bitmap_size', 24, { show: 'size', doc: 'Longest bitmap in bytes.' }),
      ],
    },
  ],
};
