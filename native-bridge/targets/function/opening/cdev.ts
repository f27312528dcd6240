import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { decodeFields, encode } from '../../../abi/layout.ts';
import { vfioAttachPt, vfioBindIommufd, vfioDetachPt } from '../../../abi/structures/cdev.ts';
import { iommuIoasAlloc } from '../../../abi/structures/iommufd.ts';
import type { FieldValues, Layout } from '../../../abi/types.ts';
import type { Descriptors } from './descriptors.ts';
import { cdevFile, IOMMUFD_FILE } from './files.ts';
import type { Opening } from './opening.ts';

/** Opens an iommufd and the device's own file, ties them together, and attaches the device to a fresh I/O address space. */
export async function openThroughCdev(opening: Opening, name: string): Promise<Descriptors> {
  const { kernel, place, calls } = opening;
  const { byteOrder } = place;
  const arg = (layout: Layout, values: FieldValues) => encode(layout, values, byteOrder);
  const iommu = await opening.file('iommu', IOMMUFD_FILE);
  const device = await opening.file('device', cdevFile(name));
  const bind = arg(vfioBindIommufd, { argsz: vfioBindIommufd.size, iommufd: iommu });
  await opening.ioctl(device, 'device', 'VFIO_DEVICE_BIND_IOMMUFD', bind);
  const alloc = arg(iommuIoasAlloc, { size: iommuIoasAlloc.size });
  const { out = alloc } = await opening.ioctl(iommu, 'iommu', 'IOMMU_IOAS_ALLOC', alloc);
  const ioas = Number(decodeFields(iommuIoasAlloc, out, byteOrder).out_ioas_id);
  const attach = arg(vfioAttachPt, { argsz: vfioAttachPt.size, pt_id: ioas });
  await opening.ioctl(device, 'device', 'VFIO_DEVICE_ATTACH_IOMMUFD_PT', attach);
  /** The iommufd takes the address space and its mappings along. */
  const close = async () => {
    const detach = arg(vfioDetachPt, { argsz: vfioDetachPt.size });
    await kernel.ioctl(device, IOCTL.VFIO_DEVICE_DETACH_IOMMUFD_PT, detach);
    await kernel.close(device);
    await kernel.close(iommu);
  };
  return { backend: 'iommufd', iommu, device, ioas, calls, close };
}
