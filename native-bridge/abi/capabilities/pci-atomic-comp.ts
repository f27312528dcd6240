import { reserved, u32 } from '../fields.ts';
import type { Capability } from './capability.ts';

/** Atomic operations the path to memory completes. */
export const pciAtomicComp: Capability = {
  id: 5,
  name: 'pci-atomic-comp',
  doc: 'PCI AtomicOps that the path to memory completes (Linux 6.5).',
  versions: [
    {
      name: 'pci-atomic-comp v1',
      size: 16,
      source: 'linux/vfio.h struct vfio_device_info_cap_pci_atomic_comp',
      fields: [u32('flags', 8, { bits: { 1: '32-bit', 2: '64-bit', 4: '128-bit' } }), reserved(12, 4)],
    },
  ],
};
