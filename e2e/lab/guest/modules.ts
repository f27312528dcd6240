/** Kernel modules of the guest, in the order they are loaded: its network, the share, VFIO. */
export const MODULES = [
  'failover',
  'net_failover',
  'virtio_net',
  'netfs',
  '9pnet',
  '9pnet_virtio',
  '9p',
  'irqbypass',
  'vfio',
  'vfio_iommu_type1',
  'vfio-pci-core',
  'vfio-pci',
];
