import { u32 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** How many more mappings the container takes. */
export const dmaAvail: Capability = {
  id: 3,
  name: 'dma-avail',
  doc: 'Mapping entries still free (Linux 5.10).',
  versions: [
    {
      name: 'dma-avail v1',
      size: 12,
      source: 'linux/vfio.h struct vfio_iommu_type1_info_dma_avail',
      fields: [u32('avail', 8, { show: 'dec', doc: 'Entries, not bytes; 4294967295 from iommufd means no limit.' })],
    },
  ],
};
