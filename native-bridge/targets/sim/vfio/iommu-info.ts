import { dmaAvail } from '../../../abi/capabilities/dma-avail.ts';
import { iovaRange } from '../../../abi/capabilities/iova-range.ts';
import { migration } from '../../../abi/capabilities/migration.ts';
import { encodeCap } from '../../../abi/chain.ts';
import { vfioType1Info } from '../../../abi/structures/type1.ts';
import type { IovaRange } from '../../../rules/types.ts';
import { HOST_ORDER } from './answer.ts';
import type { Info } from './info-answer.ts';

const PAGE_SIZES = 0x1000n;
/** Longest dirty bitmap of a type1v2 container, bytes (measured). */
const MAX_DIRTY_BITMAP = 0x1000_0000n;

/** VFIO_IOMMU_GET_INFO of a type1 container: migration (type1v2 only), free entries, usable IOVA. */
export function iommuInfo(version2: boolean, free: number, windows: readonly IovaRange[]): Info {
  const tracking = { pgsize_bitmap: PAGE_SIZES, max_dirty_bitmap_size: MAX_DIRTY_BITMAP };
  const ranges = windows.map(({ start, end }) => ({ start, end }));
  return {
    layout: vfioType1Info,
    minimum: 16,
    values: { flags: 1, iova_pgsizes: PAGE_SIZES },
    capsFlag: 2,
    caps: [
      ...(version2 ? [encodeCap(migration, tracking, HOST_ORDER)] : []),
      encodeCap(dmaAvail, { avail: free }, HOST_ORDER),
      ...(ranges.length > 0 ? [encodeCap(iovaRange, { ranges }, HOST_ORDER)] : []),
    ],
  };
}
