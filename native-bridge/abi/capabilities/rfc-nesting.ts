import { raw, reserved, u16, u32, u64 } from '../fields.ts';
import type { Capability } from './capability.ts';

/**
 * What a virtual IOMMU has to know before it binds guest page tables, as posted on 10 September 2020 (series "vfio: expose virtual Shared
 * Virtual Addressing to VMs", v7: patch 1 has struct iommu_nesting_info, patch 3 the capability and its number) and never merged. Host
 * byte order; the vendor part stands at a multiple of 8 as the compiler puts it. Number 3 became dma-avail instead in Linux 5.10.
 *
 * No posting reports the version of the bind data here: that of March 2020 answers it to VFIO_CHECK_EXTENSION(9), later ones leave it
 * to the argsz of each request.
 */
export const rfcNesting: Capability = {
  id: 3,
  name: 'nesting',
  doc: 'Nested translation by guest page tables, proposed in 2020 and never merged. Says which format; the version of the bind data is 1, which VFIO_CHECK_EXTENSION(9) answered in the proposals.',
  versions: [
    {
      name: 'nesting v1',
      size: 64,
      source: '"vfio: expose virtual Shared Virtual Addressing to VMs" v7, 1/16 and 3/16, September 2020',
      fields: [
        u32('argsz', 8, { doc: 'Bytes of the nesting info, from this field on.' }),
        u32('flags', 12, { bits: {} }),
        u32('format', 16, { show: 'dec', names: { 1: 'INTEL_VTD' }, doc: 'The format that bind data must have.' }),
        u32('features', 20, {
          bits: { 1: 'SYSWIDE_PASID', 2: 'BIND_PGTBL', 4: 'CACHE_INVLD' },
          doc: 'BIND_PGTBL: guest page tables are bound. The others: PASIDs come from the kernel; caches are invalidated by request.',
        }),
        u16('addr_width', 24, { doc: 'Guest address bits.' }),
        u16('pasid_bits', 26, { doc: 'Bits of a PASID; 0 = no PASIDs.' }),
        raw('padding', 28, 12, { reserved: true }),
        u32('vtd.flags', 40, { bits: {} }),
        reserved(44, 4),
        u64('vtd.cap_reg', 48, { show: 'hex', doc: 'Capabilities as in the VT-d capability register.' }),
        u64('vtd.ecap_reg', 56, { show: 'hex', doc: 'As in the VT-d extended capability register.' }),
      ],
    },
  ],
};
