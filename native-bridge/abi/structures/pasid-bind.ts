import { argsz, embed, raw, u32, u64 } from '../fields.ts';
import type { Layout } from '../types.ts';

/** Guest page-table bind as proposed in 2019 and never merged. Host byte order. */

const source = 'RFC "vfio/type1: bind guest pasid (guest page tables) to host", November 2019';

/** Wrapper of VFIO_IOMMU_BIND; its data is an `iommuGpasidBindData` whose length version and format decide. */
export const vfioIommuBind: Layout = {
  name: 'vfio_iommu_type1_bind',
  size: 8,
  source,
  fields: [argsz, u32('flags', 4, { bits: { 1: 'BIND_GUEST_PGTBL', 2: 'UNBIND_GUEST_PGTBL' } })],
};

export const iommuGpasidBindData: Layout = {
  name: 'iommu_gpasid_bind_data',
  size: 56,
  source,
  fields: [
    argsz,
    u32('version', 4),
    u32('format', 8, { show: 'dec', names: { 1: 'INTEL_VTD' }, doc: 'Kind of page table; names the vendor part.' }),
    u32('addr_width', 12, { doc: 'Guest address bits.' }),
    u64('flags', 16, { bits: { 1: 'GPASID_VAL' } }),
    u64('gpgd', 24, { show: 'address', doc: 'Guest page directory.' }),
    u64('hpasid', 32, { doc: 'Host PASID.' }),
    u64('gpasid', 40, { doc: 'Guest PASID; counts with GPASID_VAL.' }),
    raw('padding', 48, 8, { reserved: true }),
  ],
};

/** The whole argument of VFIO_IOMMU_BIND for a guest page table. */
export const vfioIommuBindGuest: Layout = embed(vfioIommuBind, iommuGpasidBindData, 8, 'bind');
