import type { Capability } from './capability.ts';

/** The BAR with the MSI-X table may be mapped as a whole. */
export const msixMappable: Capability = {
  id: 3,
  name: 'msix-mappable',
  doc: 'The BAR that holds the MSI-X table may be mapped as a whole.',
  versions: [
    { name: 'msix-mappable v1', size: 8, source: 'linux/vfio.h VFIO_REGION_INFO_CAP_MSIX_MAPPABLE', fields: [] },
  ],
};
