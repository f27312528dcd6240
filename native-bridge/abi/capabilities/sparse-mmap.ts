import { reserved, u32, u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

const area = {
  name: 'vfio_region_sparse_mmap_area',
  size: 16,
  source: 'linux/vfio.h',
  fields: [u64('offset', 0, { show: 'address', doc: 'Inside the region.' }), u64('size', 8, { show: 'size' })],
};

/** The parts of a region that may be mapped. */
export const sparseMmap: Capability = {
  id: 1,
  name: 'sparse-mmap',
  doc: 'Only these areas of the region may be mapped into a process.',
  versions: [
    {
      name: 'sparse-mmap v1',
      size: 16,
      source: 'linux/vfio.h struct vfio_region_info_cap_sparse_mmap',
      fields: [u32('nr_areas', 8), reserved(12, 4)],
      list: { name: 'areas', offset: 16, countFrom: 'nr_areas', element: area },
    },
  ],
};
