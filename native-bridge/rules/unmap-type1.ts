import { hexNumber } from '../abi/hex.ts';
import { vfioDmaUnmap } from '../abi/structures/type1.ts';
import { misaligned, misalignedSize } from './breach.ts';
import { DMA_UNMAP } from './flags.ts';
import { lastOf, rangeText } from './iova.ts';
import { mend } from './mends.ts';
import { touched } from './sorted-mappings.ts';
import { isEmpty, tooShort, unknownFlags, wraps } from './structure-breach.ts';
import type { DmaUnmap, Rule, RuleSet } from './types.ts';
import { wholeAtEnd, wholeAtStart } from './unmap-mends.ts';

const SOURCE = 'vfio_iommu_type1: vfio_dma_do_unmap';
const KNOWN_FLAGS = DMA_UNMAP.GET_DIRTY_BITMAP | DMA_UNMAP.ALL | DMA_UNMAP.VADDR;

const isAll = ({ flags }: DmaUnmap) => (flags & DMA_UNMAP.ALL) !== 0;

const argsz: Rule<DmaUnmap> = {
  id: 'UNMAP-ARGSZ',
  sentence: 'argsz covers the structure, 24 bytes.',
  errno: 'EINVAL',
  source: 'vfio_iommu_type1_unmap_dma',
  broken: ({ argsz }) => tooShort(argsz, vfioDmaUnmap.size),
};

const flags: Rule<DmaUnmap> = {
  id: 'UNMAP-FLAGS',
  sentence: 'Only the flags GET_DIRTY_BITMAP, ALL and VADDR are set.',
  errno: 'EINVAL',
  source: 'vfio_iommu_type1_unmap_dma',
  broken: ({ flags }) => unknownFlags(flags, KNOWN_FLAGS),
};

const dirty: Rule<DmaUnmap> = {
  id: 'UNMAP-DIRTY',
  sentence: 'A dirty bitmap is asked for only while dirty tracking runs, which no request here starts.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ flags }) =>
    flags & DMA_UNMAP.GET_DIRTY_BITMAP
      ? {
          field: 'flags',
          detail: 'GET_DIRTY_BITMAP without tracking',
          mends: [mend('Clear GET_DIRTY_BITMAP', { flags: flags & ~DMA_UNMAP.GET_DIRTY_BITMAP })],
        }
      : undefined,
};

const iovaAligned: Rule<DmaUnmap> = {
  id: 'UNMAP-ALIGN-IOVA',
  sentence: 'The IOVA is a multiple of the IOMMU page size.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ iova }, { pageSize }) => misaligned('iova', iova, pageSize),
};

const allIsBare: Rule<DmaUnmap> = {
  id: 'UNMAP-ALL',
  sentence: 'With ALL, IOVA and size are 0.',
  errno: 'EINVAL',
  source: `${SOURCE}; measured on 6.12`,
  broken: (unmap) =>
    isAll(unmap) && (unmap.iova !== 0n || unmap.size !== 0n)
      ? {
          field: 'flags',
          detail: `ALL with ${rangeText(unmap.iova, unmap.size)}`,
          mends: [
            mend('Clear ALL', { flags: unmap.flags & ~DMA_UNMAP.ALL }),
            mend('Clear the range', { iova: 0n, size: 0n }),
          ],
        }
      : undefined,
};

const notEmpty: Rule<DmaUnmap> = {
  id: 'UNMAP-SIZE',
  sentence: 'Without ALL the size is not 0.',
  errno: 'EINVAL',
  source: `${SOURCE}; measured on 6.12`,
  broken: (unmap, facts) => (isAll(unmap) ? undefined : isEmpty('size', unmap.size, facts)),
};

const sizeAligned: Rule<DmaUnmap> = {
  id: 'UNMAP-ALIGN-SIZE',
  sentence: 'The size is a multiple of the IOMMU page size.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ size }, { pageSize }) => misalignedSize(size, pageSize),
};

const noWrap: Rule<DmaUnmap> = {
  id: 'UNMAP-WRAP',
  sentence: 'The range ends below 2^64.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ iova, size }) => wraps(iova, size),
};

const cutsFirst: Rule<DmaUnmap> = {
  id: 'UNMAP-CUT-START',
  sentence: 'The range does not start inside a mapping.',
  errno: 'EINVAL',
  source: `${SOURCE}, type1v2`,
  broken: (unmap, { mappings }) => {
    const cut = isAll(unmap) || unmap.size === 0n ? undefined : touched({ iova: unmap.iova, size: 1n }, mappings)[0];
    if (!cut || cut.iova === unmap.iova) return undefined;
    const detail = `${hexNumber(unmap.iova)} is inside ${rangeText(cut.iova, cut.size)}`;
    return { field: 'iova', detail, mends: wholeAtStart(unmap, cut) };
  },
};

const cutsLast: Rule<DmaUnmap> = {
  id: 'UNMAP-CUT-END',
  sentence: 'The range does not end inside a mapping.',
  errno: 'EINVAL',
  source: `${SOURCE}, type1v2; measured on 6.12: nothing is unmapped and the size stays`,
  broken: (unmap, { mappings }) => {
    const last = lastOf(unmap);
    const cut = isAll(unmap) || unmap.size === 0n ? undefined : touched({ iova: last, size: 1n }, mappings)[0];
    if (!cut || lastOf(cut) === last) return undefined;
    const detail = `${hexNumber(last)} is inside ${rangeText(cut.iova, cut.size)}`;
    return { field: 'size', detail, mends: wholeAtEnd(unmap, cut) };
  },
};

const rules = [argsz, flags, dirty, iovaAligned, allIsBare, notEmpty, sizeAligned, noWrap];

/**
 * VFIO_IOMMU_UNMAP_DMA. On type1 (v1) a range that cuts a mapping is no error: starting inside one unmaps nothing, covering its
 * first byte unmaps all of it. Where nothing is mapped, both versions succeed with size 0.
 */
export const unmapRulesType1: Record<'type1' | 'type1v2', RuleSet<DmaUnmap>> = {
  type1: { id: 'unmap-type1', title: 'UNMAP_DMA, type1', rules },
  type1v2: { id: 'unmap-type1v2', title: 'UNMAP_DMA, type1v2', rules: [...rules, cutsFirst, cutsLast] },
};
