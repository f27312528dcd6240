import { u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** DMA window as proposed in January 2019; the IOVA range list was merged in its place. */
export const rfcDma: Capability = {
  id: 1,
  name: 'dma',
  doc: 'DMA window, proposed in 2019 and never merged.',
  versions: [
    {
      name: 'dma v1',
      size: 24,
      source: 'RFC "vfio: vfio_iommu_type1: adding a capability for DMA", January 2019',
      fields: [
        u64('dma_start', 8, { show: 'address', doc: 'First usable address.' }),
        u64('dma_end', 16, { show: 'address', doc: 'Last usable address.' }),
      ],
    },
  ],
};
