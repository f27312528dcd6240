import { decodeFields } from '../../abi/layout.ts';
import { iommuIoasMap, iommuIoasUnmap, vfioDmaMap, vfioDmaUnmap } from '../../abi/structures/index.ts';
import type { ByteOrder } from '../../abi/types.ts';
import type { LiveMapping } from '../../contract/bridge-contract.ts';
import { DMA_MAP, DMA_UNMAP, IOAS_MAP } from '../../rules/flags.ts';
import { U64_MAX } from '../../rules/iova.ts';
import type { Extent } from '../../rules/sorted-mappings.ts';
import type { IommuBackend } from '../../rules/types.ts';

/** What the structures of map and unmap requests say, whichever IOMMU back-end they are for. */

/** How a structure is read: its back-end and the host's byte order. */
export interface Dialect {
  readonly backend: IommuBackend;
  readonly byteOrder: ByteOrder;
}

interface Fields {
  readonly flags: number;
  readonly iova: bigint;
  readonly size: bigint;
  readonly vaddr: bigint;
}

interface IoasFields extends Fields {
  readonly length: bigint;
  readonly user_va: bigint;
}

/** The mapping a MAP_DMA or IOAS_MAP asks for. */
export function mappingIn(arg: Uint8Array, { backend, byteOrder }: Dialect): LiveMapping {
  if (backend === 'iommufd') {
    const { flags, iova, length, user_va: vaddr } = fieldsOf<IoasFields>(iommuIoasMap, arg, byteOrder);
    const [read, write] = [IOAS_MAP.READABLE, IOAS_MAP.WRITEABLE].map((bit) => (flags & bit) !== 0);
    return { iova, size: length, vaddr, read: read!, write: write! };
  }
  const { flags, iova, size, vaddr } = fieldsOf<Fields>(vfioDmaMap, arg, byteOrder);
  return { iova, size, vaddr, read: (flags & DMA_MAP.READ) !== 0, write: (flags & DMA_MAP.WRITE) !== 0 };
}

/**
 * The IOVA range an unmap the kernel took is for. Both back-ends remove whole mappings only, so those inside the range are gone; a
 * range that cuts one is refused by the kernel and never comes here.
 */
export function unmapIn(arg: Uint8Array, { backend, byteOrder }: Dialect): Extent {
  if (backend === 'iommufd') {
    const { iova, length } = fieldsOf<IoasFields>(iommuIoasUnmap, arg, byteOrder);
    return { iova, size: length };
  }
  const { flags, iova, size } = fieldsOf<Fields>(vfioDmaUnmap, arg, byteOrder);
  return flags & DMA_UNMAP.ALL ? EVERYTHING : { iova, size };
}

const EVERYTHING: Extent = { iova: 0n, size: U64_MAX };

/** Bytes an unmap really took, as the kernel wrote them into the structure. */
export function unmappedBytes(answer: Uint8Array, { backend, byteOrder }: Dialect): bigint {
  return backend === 'iommufd'
    ? fieldsOf<IoasFields>(iommuIoasUnmap, answer, byteOrder).length
    : fieldsOf<Fields>(vfioDmaUnmap, answer, byteOrder).size;
}

const fieldsOf = <T>(layout: Parameters<typeof decodeFields>[0], arg: Uint8Array, order: ByteOrder) =>
  decodeFields(layout, arg, order) as unknown as T;
