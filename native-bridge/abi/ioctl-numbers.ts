/**
 * VFIO and iommufd request numbers. All are `_IO(';', n)`: no direction and no size, so 0x3b00 + n on s390x and x86-64 alike.
 * Numbers are used again between descriptor types: a number means something only together with what it is called on.
 */

/** Request numbers by the kernel's names. The last ones were proposed in 2019 and never merged (VFIO_BASE + 22 ...). */
export const IOCTL = {
  VFIO_GET_API_VERSION: 0x3b64,
  VFIO_CHECK_EXTENSION: 0x3b65,
  VFIO_SET_IOMMU: 0x3b66,
  VFIO_GROUP_GET_STATUS: 0x3b67,
  VFIO_GROUP_SET_CONTAINER: 0x3b68,
  VFIO_GROUP_UNSET_CONTAINER: 0x3b69,
  VFIO_GROUP_GET_DEVICE_FD: 0x3b6a,
  VFIO_DEVICE_GET_INFO: 0x3b6b,
  VFIO_DEVICE_GET_REGION_INFO: 0x3b6c,
  VFIO_DEVICE_GET_IRQ_INFO: 0x3b6d,
  VFIO_DEVICE_SET_IRQS: 0x3b6e,
  VFIO_DEVICE_RESET: 0x3b6f,
  VFIO_DEVICE_GET_PCI_HOT_RESET_INFO: 0x3b70,
  VFIO_IOMMU_GET_INFO: 0x3b70,
  VFIO_DEVICE_PCI_HOT_RESET: 0x3b71,
  VFIO_IOMMU_MAP_DMA: 0x3b71,
  VFIO_IOMMU_UNMAP_DMA: 0x3b72,
  VFIO_IOMMU_ENABLE: 0x3b73,
  VFIO_DEVICE_IOEVENTFD: 0x3b74,
  VFIO_IOMMU_DISABLE: 0x3b74,
  VFIO_DEVICE_FEATURE: 0x3b75,
  VFIO_IOMMU_DIRTY_PAGES: 0x3b75,
  VFIO_DEVICE_BIND_IOMMUFD: 0x3b76,
  VFIO_DEVICE_ATTACH_IOMMUFD_PT: 0x3b77,
  VFIO_DEVICE_DETACH_IOMMUFD_PT: 0x3b78,
  VFIO_MIG_GET_PRECOPY_INFO: 0x3b79,
  VFIO_IOMMU_PASID_REQUEST: 0x3b7a,
  VFIO_IOMMU_BIND: 0x3b7b,
  VFIO_IOMMU_CACHE_INVALIDATE: 0x3b7c,
  IOMMU_DESTROY: 0x3b80,
  IOMMU_IOAS_ALLOC: 0x3b81,
  IOMMU_IOAS_ALLOW_IOVAS: 0x3b82,
  IOMMU_IOAS_COPY: 0x3b83,
  IOMMU_IOAS_IOVA_RANGES: 0x3b84,
  IOMMU_IOAS_MAP: 0x3b85,
  IOMMU_IOAS_UNMAP: 0x3b86,
  IOMMU_OPTION: 0x3b87,
  IOMMU_VFIO_IOAS: 0x3b88,
  IOMMU_HWPT_ALLOC: 0x3b89,
  IOMMU_GET_HW_INFO: 0x3b8a,
  IOMMU_HWPT_SET_DIRTY_TRACKING: 0x3b8b,
  IOMMU_HWPT_GET_DIRTY_BITMAP: 0x3b8c,
  IOMMU_HWPT_INVALIDATE: 0x3b8d,
  IOMMU_FAULT_QUEUE_ALLOC: 0x3b8e,
} as const;

export type IoctlName = keyof typeof IOCTL;

/** Kinds of descriptor a request is made on. */
export type IoctlTarget = 'container' | 'group' | 'device' | 'iommufd';

/** Name prefixes that each descriptor type answers to, the more special first. */
const PREFIXES: Readonly<Record<IoctlTarget, readonly string[]>> = {
  container: ['VFIO_IOMMU_', 'VFIO_GET_API_VERSION', 'VFIO_CHECK_EXTENSION', 'VFIO_SET_IOMMU'],
  group: ['VFIO_GROUP_'],
  device: ['VFIO_DEVICE_', 'VFIO_MIG_'],
  iommufd: ['IOMMU_', 'VFIO_IOMMU_', 'VFIO_GET_API_VERSION', 'VFIO_CHECK_EXTENSION', 'VFIO_SET_IOMMU'],
};

/** The kernel's name of a request number on one kind of descriptor, or the number in hex when there is none. */
export function ioctlName(on: IoctlTarget, request: number): IoctlName | `0x${string}` {
  const names = Object.entries(IOCTL).filter(([, number]) => number === request);
  const found = names.find(([name]) => PREFIXES[on].some((prefix) => name.startsWith(prefix)));
  return found ? (found[0] as IoctlName) : `0x${request.toString(16)}`;
}
