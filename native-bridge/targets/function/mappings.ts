import { decodeFields } from '../../abi/layout.ts';
import { vfioDmaMap, vfioDmaUnmap } from '../../abi/structures/index.ts';
import type { ByteOrder } from '../../abi/types.ts';
import type { LiveState } from '../../contract/bridge-contract.ts';

export type LiveMapping = LiveState['mappings'][number];

/** Bits of VFIO_IOMMU_MAP_DMA and VFIO_IOMMU_UNMAP_DMA flags. */
const READ = 1;
const WRITE = 2;
const UNMAP_ALL = 2;

interface Fields {
  readonly flags: number;
  readonly iova: bigint;
  readonly size: bigint;
  readonly vaddr: bigint;
}

/** The list after a MAP_DMA the kernel took. `arg` is the structure that was passed. */
export function afterMap(
  mappings: readonly LiveMapping[],
  arg: Uint8Array,
  order: ByteOrder,
  bufferAt: (vaddr: bigint) => string | undefined,
): LiveMapping[] {
  const { flags, iova, size, vaddr } = decodeFields(vfioDmaMap, arg, order) as unknown as Fields;
  const read = (flags & READ) !== 0;
  const write = (flags & WRITE) !== 0;
  return [...mappings, { iova, size, vaddr, read, write, buffer: bufferAt(vaddr) }];
}

/**
 * The list after an UNMAP_DMA the kernel took. type1v2 removes whole mappings only, so those inside the range that was passed are
 * gone; a range that cuts one is refused by the kernel and never comes here.
 */
export function afterUnmap(mappings: readonly LiveMapping[], arg: Uint8Array, order: ByteOrder): LiveMapping[] {
  const { flags, iova, size } = decodeFields(vfioDmaUnmap, arg, order) as unknown as Fields;
  if (flags & UNMAP_ALL) return [];
  const inside = (mapping: LiveMapping) => mapping.iova >= iova && mapping.iova + mapping.size <= iova + size;
  return mappings.filter((mapping) => !inside(mapping));
}
