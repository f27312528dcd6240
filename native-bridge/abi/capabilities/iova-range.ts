import { reserved, u32, u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

const range = {
  name: 'vfio_iova_range',
  size: 16,
  source: 'linux/vfio.h',
  fields: [
    u64('start', 0, { show: 'address', doc: 'First address.' }),
    u64('end', 8, { show: 'address', doc: 'Last address, inclusive.' }),
  ],
};

/** I/O virtual addresses a mapping may use. */
export const iovaRange: Capability = {
  id: 1,
  name: 'iova-range',
  doc: 'I/O virtual addresses a mapping may use (Linux 5.4); sorted, disjoint.',
  versions: [
    {
      name: 'iova-range v1',
      size: 16,
      source: 'linux/vfio.h struct vfio_iommu_type1_info_cap_iova_range',
      fields: [u32('nr_iovas', 8), reserved(12, 4)],
      list: { name: 'ranges', offset: 16, countFrom: 'nr_iovas', element: range, ordered: ['start', 'end'] },
    },
  ],
};
