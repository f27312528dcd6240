import { argsz, embed, reserved, u32, u64 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Structures of a type1 VFIO container (linux/vfio.h). Host byte order. */

const infoFlags = u32('flags', 4, { bits: { 1: 'PGSIZES', 2: 'CAPS' } });
const pageSizes = u64('iova_pgsizes', 8, { show: 'page-sizes', doc: 'Bitmap of page sizes a mapping may use.' });

export const vfioType1Info: Layout = {
  name: 'vfio_iommu_type1_info',
  size: 24,
  source: 'linux/vfio.h VFIO_IOMMU_GET_INFO',
  fields: [
    argsz,
    infoFlags,
    pageSizes,
    u32('cap_offset', 16, { doc: 'First capability, counted from the start of this structure; 0 = none delivered.' }),
    reserved(20, 4),
  ],
};

/** The answer as proposed in 2019: the chain offset is a doubleword, so a merged big-endian reader sees 0. */
export const rfcType1Info: Layout = {
  name: 'vfio_iommu_type1_info (2019 proposal)',
  size: 24,
  source: 'RFC "vfio: vfio_iommu_type1: adding a capability for DMA", January 2019',
  fields: [
    argsz,
    infoFlags,
    pageSizes,
    u64('cap_offset', 16, { doc: 'First capability; 64 bits wide in the proposal.' }),
  ],
};

export const vfioDmaMap: Layout = {
  name: 'vfio_iommu_type1_dma_map',
  size: 32,
  source: 'linux/vfio.h VFIO_IOMMU_MAP_DMA',
  fields: [
    argsz,
    u32('flags', 4, { bits: { 1: 'READ', 2: 'WRITE', 4: 'VADDR' }, doc: 'READ and WRITE as the device sees it.' }),
    u64('vaddr', 8, { show: 'address', doc: 'Memory of the calling process.' }),
    u64('iova', 16, { show: 'address', doc: 'Address the device uses.' }),
    u64('size', 24, { show: 'size' }),
  ],
};

export const vfioDmaUnmap: Layout = {
  name: 'vfio_iommu_type1_dma_unmap',
  size: 24,
  source: 'linux/vfio.h VFIO_IOMMU_UNMAP_DMA',
  fields: [
    argsz,
    u32('flags', 4, { bits: { 1: 'GET_DIRTY_BITMAP', 2: 'ALL', 4: 'VADDR' } }),
    u64('iova', 8, { show: 'address' }),
    u64('size', 16, { show: 'size', doc: 'In: bytes to unmap; out, on success only: bytes unmapped.' }),
  ],
};

export const vfioBitmap: Layout = {
  name: 'vfio_bitmap',
  size: 24,
  source: 'linux/vfio.h',
  fields: [
    u64('pgsize', 0, { show: 'size', doc: 'Page size one bit stands for.' }),
    u64('size', 8, { show: 'size', doc: 'Bytes of the bitmap.' }),
    u64('data', 16, { show: 'address', doc: 'The bitmap, in the calling process.' }),
  ],
};

/** Unmap with GET_DIRTY_BITMAP: a vfio_bitmap follows. */
export const vfioDmaUnmapBitmap: Layout = embed(vfioDmaUnmap, vfioBitmap, 24, 'bitmap');

export const vfioDirtyPages: Layout = {
  name: 'vfio_iommu_type1_dirty_bitmap',
  size: 8,
  source: 'linux/vfio.h VFIO_IOMMU_DIRTY_PAGES',
  fields: [argsz, u32('flags', 4, { bits: { 1: 'START', 2: 'STOP', 4: 'GET_BITMAP' }, doc: 'Exactly one.' })],
};

const dirtyRange: Layout = {
  name: 'vfio_iommu_type1_dirty_bitmap_get',
  size: 16,
  source: 'linux/vfio.h VFIO_IOMMU_DIRTY_PAGES',
  fields: [u64('iova', 0, { show: 'address' }), u64('size', 8, { show: 'size' })],
};

export const vfioDirtyRange: Layout = embed(dirtyRange, vfioBitmap, 16, 'bitmap');

/** DIRTY_PAGES with GET_BITMAP: the range follows. */
export const vfioDirtyPagesRange: Layout = embed(vfioDirtyPages, vfioDirtyRange, 8, 'range');
