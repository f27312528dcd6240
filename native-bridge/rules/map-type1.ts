import { hexNumber } from '../abi/hex.ts';
import { vfioDmaMap } from '../abi/structures/type1.ts';
import { misaligned, misalignedSize } from './breach.ts';
import { DMA_MAP } from './flags.ts';
import { inWindow, rangesText, rangeText } from './iova.ts';
import { endWithWindow, movedTo } from './iova-gaps.ts';
import { mend, nearestFirst } from './mends.ts';
import { firstEndingAt } from './sorted-mappings.ts';
import { isEmpty, notOwned, overlaps, tooShort, unknownFlags, wraps } from './structure-breach.ts';
import type { DmaMap, Facts, Mapping, Mend, Rule, RuleSet } from './types.ts';

const SOURCE = 'vfio_iommu_type1: vfio_dma_do_map';
const KNOWN_FLAGS = DMA_MAP.READ | DMA_MAP.WRITE | DMA_MAP.VADDR;

const updatesVaddr = ({ flags }: DmaMap) => (flags & DMA_MAP.VADDR) !== 0;

const argsz: Rule<DmaMap> = {
  id: 'MAP-ARGSZ',
  sentence: 'argsz covers the structure, 32 bytes.',
  errno: 'EINVAL',
  source: 'vfio_iommu_type1_map_dma, check 2',
  broken: ({ argsz }) => tooShort(argsz, vfioDmaMap.size),
};

const flags: Rule<DmaMap> = {
  id: 'MAP-FLAGS',
  sentence: 'Only the flags READ, WRITE and VADDR are set.',
  errno: 'EINVAL',
  source: 'vfio_iommu_type1_map_dma, check 2; measured on 6.12',
  broken: ({ flags }) => unknownFlags(flags, KNOWN_FLAGS),
};

const eitherAccess = (flags: number) => [
  mend('Let the device read', { flags: flags | DMA_MAP.READ }),
  mend('Let the device write', { flags: flags | DMA_MAP.WRITE }),
];

const protection: Rule<DmaMap> = {
  id: 'MAP-PROT',
  sentence: 'A new mapping is readable or writeable for the device; a vaddr update is neither.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 4; measured on 6.12`,
  broken: ({ flags }) => {
    const access = (flags & (DMA_MAP.READ | DMA_MAP.WRITE)) !== 0;
    const update = (flags & DMA_MAP.VADDR) !== 0;
    if (access !== update) return undefined;
    const detail = access ? 'VADDR together with READ or WRITE' : 'neither READ nor WRITE';
    return {
      field: 'flags',
      detail,
      mends: access ? [mend('Clear VADDR', { flags: flags & ~DMA_MAP.VADDR })] : eitherAccess(flags),
    };
  },
};

const notEmpty: Rule<DmaMap> = {
  id: 'MAP-SIZE',
  sentence: 'The size is not 0.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 5; measured on 6.12`,
  broken: ({ size }, facts) => isEmpty('size', size, facts),
};

const sizeAligned: Rule<DmaMap> = {
  id: 'MAP-ALIGN-SIZE',
  sentence: 'The size is a multiple of the IOMMU page size.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 5; measured on 6.12`,
  broken: ({ size }, { pageSize }) => misalignedSize(size, pageSize),
};

const iovaAligned: Rule<DmaMap> = {
  id: 'MAP-ALIGN-IOVA',
  sentence: 'The IOVA is a multiple of the IOMMU page size.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 5; measured on 6.12`,
  broken: ({ iova }, { pageSize }) => misaligned('iova', iova, pageSize),
};

const vaddrAligned: Rule<DmaMap> = {
  id: 'MAP-ALIGN-VADDR',
  sentence: 'The memory address is a multiple of the IOMMU page size.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 5; measured on 6.12`,
  broken: ({ vaddr }, { pageSize }) => misaligned('vaddr', vaddr, pageSize),
};

const iovaWraps: Rule<DmaMap> = {
  id: 'MAP-WRAP-IOVA',
  sentence: 'The IOVA range ends below 2^64.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 6`,
  broken: ({ iova, size }) => wraps(iova, size, 'iova'),
};

const vaddrWraps: Rule<DmaMap> = {
  id: 'MAP-WRAP-VADDR',
  sentence: 'The memory ends below 2^64.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 6`,
  broken: ({ vaddr, size }) => wraps(vaddr, size, 'vaddr'),
};

/** The starts of the mappings next to `iova`. */
function mappingsBeside(iova: bigint, mappings: readonly Mapping[]): Mend[] {
  const behind = firstEndingAt(mappings, iova);
  const beside = mappings.slice(Math.max(0, behind - 1), behind + 2);
  return nearestFirst(
    'iova',
    iova,
    beside.map((one) => mend('Take the mapping at', { iova: one.iova })),
  );
}

const updateTarget: Rule<DmaMap> = {
  id: 'MAP-VADDR-ABSENT',
  sentence: 'A vaddr update names the start of a mapping.',
  errno: 'ENOENT',
  source: `${SOURCE}, check 7`,
  broken: (map, { mappings }) =>
    !updatesVaddr(map) || mappings.some(({ iova }) => iova === map.iova)
      ? undefined
      : {
          field: 'iova',
          detail: `no mapping starts at ${hexNumber(map.iova)}`,
          mends: mappingsBeside(map.iova, mappings),
        },
};

const updateInvalid: Rule<DmaMap> = {
  id: 'MAP-VADDR-VALID',
  sentence: 'A vaddr update needs a mapping whose vaddr was invalidated before, which no request here does.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 7`,
  broken: (map, { mappings }) =>
    updatesVaddr(map) && mappings.some(({ iova }) => iova === map.iova)
      ? { field: 'flags', detail: 'the vaddr is valid', mends: [mend('Map anew', { flags: DMA_MAP.READ })] }
      : undefined,
};

/** A container hands out what its functions reach, and nothing more. */
const reached = (facts: Facts): Facts => ({ ...facts, allowed: undefined });

const overlap: Rule<DmaMap> = {
  id: 'MAP-OVERLAP',
  sentence: 'The range shares no byte with an existing mapping.',
  errno: 'EEXIST',
  source: `${SOURCE}, check 8, before the range check; measured on 6.12`,
  broken: (map, facts) => (updatesVaddr(map) ? undefined : overlaps(map, reached(facts))),
};

const budget: Rule<DmaMap> = {
  id: 'MAP-BUDGET',
  sentence: 'A mapping entry is left in the budget of the container.',
  errno: 'ENOSPC',
  source: `${SOURCE}, check 9 (dma_avail); measured on 6.12: the 65536th mapping fails`,
  broken: (map, { dmaAvail }) =>
    dmaAvail > 0 || updatesVaddr(map)
      ? undefined
      : { field: 'iova', detail: 'no entry is left; unmap something first' },
};

const aperture: Rule<DmaMap> = {
  id: 'MAP-APERTURE',
  sentence: 'The range lies inside one window of valid IOVAs.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 10; measured on 6.12`,
  broken: (map, facts) => {
    if (updatesVaddr(map) || map.size === 0n || inWindow(map, facts.windows)) return undefined;
    const detail = `${rangeText(map.iova, map.size)} is outside ${rangesText(facts.windows)}`;
    return movedTo(detail, map, reached(facts), endWithWindow(map, facts.windows, facts));
  },
};

const memory: Rule<DmaMap> = {
  id: 'MAP-MEMORY',
  sentence: 'The memory belongs to the calling process.',
  errno: 'EFAULT',
  source: `${SOURCE}, check 12 (pinning); measured on 6.12`,
  broken: notOwned,
};

const rules = [
  argsz,
  flags,
  protection,
  notEmpty,
  sizeAligned,
  iovaAligned,
  vaddrAligned,
  iovaWraps,
  vaddrWraps,
  updateTarget,
  updateInvalid,
  overlap,
  budget,
  aperture,
  memory,
];

/** VFIO_IOMMU_MAP_DMA on a container; both versions of type1 check alike. */
export const mapRulesType1: Record<'type1' | 'type1v2', RuleSet<DmaMap>> = {
  type1: { id: 'map-type1', title: 'MAP_DMA, type1', rules },
  type1v2: { id: 'map-type1v2', title: 'MAP_DMA, type1v2', rules },
};
