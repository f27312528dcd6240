import type { StructureKind } from '../../../native-bridge/abi/decode.ts';

/** Argument of an ioctl by its name, where requests use it. */
const ARGUMENTS: Readonly<Record<string, StructureKind>> = {
  VFIO_IOMMU_BIND: 'pasid-bind',
  VFIO_IOMMU_MAP_DMA: 'dma-map',
  VFIO_IOMMU_UNMAP_DMA: 'dma-unmap',
  IOMMU_IOAS_MAP: 'ioas-map',
  IOMMU_IOAS_UNMAP: 'ioas-unmap',
  VFIO_DEVICE_SET_IRQS: 'irq-set',
  VFIO_DEVICE_GET_INFO: 'device-info',
  VFIO_DEVICE_GET_REGION_INFO: 'region-info',
  VFIO_DEVICE_GET_IRQ_INFO: 'irq-info',
  VFIO_IOMMU_GET_INFO: 'iommu-info',
};

/** The structure that a recorded call carries, by its name as recorded: `ioctl VFIO_IOMMU_MAP_DMA`. */
export const argumentOf = (call: string): StructureKind | undefined => ARGUMENTS[call.replace(/^ioctl /, '')];
