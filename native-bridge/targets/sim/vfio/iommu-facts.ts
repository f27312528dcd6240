import { U64_MAX } from '../../../rules/iova.ts';
import type { Facts } from '../../../rules/types.ts';
import { HOST_ORDER } from './answer.ts';
import type { IommuDomain } from './iommu-domain.ts';

type Known = Pick<Facts, 'backend' | 'pageSize' | 'windows' | 'allowed' | 'dmaAvail' | 'ownsMemory'>;

/** Facts for one map or unmap. Only the mappings it touches are listed, so that checking stays quick with 65 535 of them. */
export function iommuFacts(
  domain: IommuDomain,
  known: Known,
  { iova, size }: { readonly iova: bigint; readonly size: bigint },
): Facts {
  const last = size > 0n ? iova + size - 1n : iova;
  return {
    byteOrder: HOST_ORDER,
    regions: [],
    maxstbl: 0,
    relaxed: false,
    irqCounts: {},
    ...known,
    mappings: domain.overlapping(iova, last > U64_MAX ? U64_MAX : last),
  };
}
