import { expect, test } from 'vitest';
import { IOCTL, ioctlName } from './ioctl-numbers.ts';

test.each([
  ['container', 0x3b70, 'VFIO_IOMMU_GET_INFO'],
  ['device', 0x3b70, 'VFIO_DEVICE_GET_PCI_HOT_RESET_INFO'],
  ['container', 0x3b71, 'VFIO_IOMMU_MAP_DMA'],
  ['device', 0x3b71, 'VFIO_DEVICE_PCI_HOT_RESET'],
  ['container', 0x3b75, 'VFIO_IOMMU_DIRTY_PAGES'],
  ['device', 0x3b75, 'VFIO_DEVICE_FEATURE'],
  ['group', 0x3b6a, 'VFIO_GROUP_GET_DEVICE_FD'],
  ['iommufd', 0x3b85, 'IOMMU_IOAS_MAP'],
  ['iommufd', 0x3b71, 'VFIO_IOMMU_MAP_DMA'],
  ['device', 0x3bff, '0x3bff'],
] as const)('on a %s, 0x%x is %s', (on, number, name) => {
  expect(ioctlName(on, number)).toBe(name);
});

test('numbers carry neither direction nor size', () => {
  for (const number of Object.values(IOCTL)) expect(number >> 8).toBe(0x3b);
});
