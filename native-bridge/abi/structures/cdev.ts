import { argsz, s32, u32 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Structures that tie a device cdev to an iommufd (linux/vfio.h). Host byte order. */

export const vfioBindIommufd: Layout = {
  name: 'vfio_device_bind_iommufd',
  size: 16,
  source: 'linux/vfio.h VFIO_DEVICE_BIND_IOMMUFD',
  fields: [
    argsz,
    u32('flags', 4, { bits: { 1: 'TOKEN' }, doc: 'TOKEN since Linux 6.17.' }),
    s32('iommufd', 8),
    u32('out_devid', 12, { doc: 'Answer: id of the device inside the iommufd.' }),
  ],
};

export const vfioAttachPt: Layout = {
  name: 'vfio_device_attach_iommufd_pt',
  size: 12,
  source: 'linux/vfio.h VFIO_DEVICE_ATTACH_IOMMUFD_PT',
  fields: [
    argsz,
    u32('flags', 4, { bits: { 1: 'PASID' }, doc: 'PASID since Linux 6.15.' }),
    u32('pt_id', 8, { doc: 'In: IOAS or page table id; out: page table id.' }),
  ],
};

export const vfioDetachPt: Layout = {
  name: 'vfio_device_detach_iommufd_pt',
  size: 8,
  source: 'linux/vfio.h VFIO_DEVICE_DETACH_IOMMUFD_PT',
  fields: [argsz, u32('flags', 4, { bits: { 1: 'PASID' } })],
};
