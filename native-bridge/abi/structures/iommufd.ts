import { reserved, size, u8, u16, u32, u64 } from '../fields.ts';
import type { FieldSpec, Layout } from '../types.ts';

/** Commands of the iommufd descriptor (linux/iommufd.h). Host byte order. */

const command = (name: string, bytes: number, fields: readonly FieldSpec[]): Layout => ({
  name,
  size: bytes,
  source: 'linux/iommufd.h',
  fields: [size, ...fields],
});

const iova = (name: string, offset: number) => u64(name, offset, { show: 'address' });
const length = (offset: number) => u64('length', offset, { show: 'size' });
const ioasId = (offset: number) => u32('ioas_id', offset, { doc: 'I/O address space.' });
const MAP_FLAGS = { 1: 'FIXED_IOVA', 2: 'WRITEABLE', 4: 'READABLE' };
const mapFlags = u32('flags', 4, { bits: MAP_FLAGS, doc: 'Without FIXED_IOVA the kernel chooses the address.' });

export const iommuDestroy = command('iommu_destroy', 8, [u32('id', 4, { doc: 'Object to destroy.' })]);

export const iommuIoasAlloc = command('iommu_ioas_alloc', 12, [
  u32('flags', 4, { bits: {} }),
  u32('out_ioas_id', 8, { doc: 'Answer: the new I/O address space.' }),
]);

export const iommuIoasIovaRanges = command('iommu_ioas_iova_ranges', 32, [
  ioasId(4),
  u32('num_iovas', 8, { doc: 'In: room in the array; out: ranges there are.' }),
  reserved(12, 4),
  iova('allowed_iovas', 16),
  u64('out_iova_alignment', 24, { show: 'size' }),
]);

export const iommuIoasAllowIovas = command('iommu_ioas_allow_iovas', 24, [
  ioasId(4),
  u32('num_iovas', 8),
  reserved(12, 4),
  iova('allowed_iovas', 16),
]);

/** One element of the arrays above. Both ends are inclusive. */
export const iommuIovaRange: Layout = {
  name: 'iommu_iova_range',
  size: 16,
  source: 'linux/iommufd.h',
  fields: [iova('start', 0), iova('last', 8)],
};

/** The answer as it is kept: the array that `allowed_iovas` points to directly behind the structure. */
export const iommuIoasIovaRangesList: Layout = {
  ...iommuIoasIovaRanges,
  list: { name: 'ranges', offset: 32, countFrom: 'num_iovas', element: iommuIovaRange, ordered: ['start', 'last'] },
};

export const iommuIoasMap = command('iommu_ioas_map', 40, [
  mapFlags,
  ioasId(8),
  reserved(12, 4),
  u64('user_va', 16, { show: 'address', doc: 'Memory of the calling process.' }),
  length(24),
  iova('iova', 32),
]);

export const iommuIoasCopy = command('iommu_ioas_copy', 40, [
  mapFlags,
  u32('dst_ioas_id', 8),
  u32('src_ioas_id', 12),
  length(16),
  iova('dst_iova', 24),
  iova('src_iova', 32),
]);

export const iommuIoasUnmap = command('iommu_ioas_unmap', 24, [ioasId(4), iova('iova', 8), length(16)]);

export const iommuOption = command('iommu_option', 24, [
  u32('option_id', 4, { show: 'dec', names: { 0: 'RLIMIT_MODE', 1: 'HUGE_PAGES' } }),
  u16('op', 8, { show: 'dec', names: { 0: 'SET', 1: 'GET' } }),
  reserved(10, 2),
  u32('object_id', 12),
  u64('val64', 16),
]);

export const iommuVfioIoas = command('iommu_vfio_ioas', 12, [
  ioasId(4),
  u16('op', 8, { show: 'dec', names: { 0: 'GET', 1: 'SET', 2: 'CLEAR' } }),
  reserved(10, 2),
]);

export const iommuHwptAlloc = command('iommu_hwpt_alloc', 48, [
  u32('flags', 4, { bits: { 1: 'NEST_PARENT', 2: 'DIRTY_TRACKING', 4: 'FAULT_ID_VALID' } }),
  u32('dev_id', 8),
  u32('pt_id', 12),
  u32('out_hwpt_id', 16),
  reserved(20, 4),
  u32('data_type', 24, { show: 'dec', names: { 0: 'NONE', 1: 'VTD_S1' } }),
  u32('data_len', 28),
  iova('data_uptr', 32),
  u32('fault_id', 40),
  reserved(44, 4),
]);

export const iommuGetHwInfo = command('iommu_hw_info', 40, [
  u32('flags', 4, { bits: {} }),
  u32('dev_id', 8),
  u32('data_len', 12),
  iova('data_uptr', 16),
  u32('out_data_type', 24, { show: 'dec', names: { 0: 'NONE', 1: 'INTEL_VTD', 2: 'ARM_SMMUV3' } }),
  u8('out_max_pasid_log2', 28),
  reserved(29, 3),
  u64('out_capabilities', 32, { bits: { 1: 'DIRTY_TRACKING' } }),
]);

export const iommuGetDirtyBitmap = command('iommu_hwpt_get_dirty_bitmap', 48, [
  u32('hwpt_id', 4),
  u32('flags', 8, { bits: { 1: 'NO_CLEAR' } }),
  reserved(12, 4),
  iova('iova', 16),
  length(24),
  u64('page_size', 32, { show: 'size' }),
  iova('data', 40),
]);
