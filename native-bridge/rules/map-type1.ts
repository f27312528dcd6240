import { hexNumber } from '../abi/hex.ts';
import { vfioDmaMap } from '../abi/structures/type1.ts';
import { alignUp, misaligned } from './breach.ts';
import { DMA_MAP } from './flags.ts';
import { inWindow, movedTo, rangesText, rangeText, U64_MAX } from './iova.ts';
import { touched } from './sorted-mappings.ts';
import type { DmaMap, Rule, RuleSet } from './types.ts';

const SOURCE = 'vfio_iommu_type1: vfio_dma_do_map';
const KNOWN_FLAGS = DMA_MAP.READ | DMA_MAP.WRITE | DMA_MAP.VADDR;

const updatesVaddr = ({ flags }: DmaMap) => (flags & DMA_MAP.VADDR) !== 0;

const argsz: Rule<DmaMap> = {
  id: 'MAP-ARGSZ',
  sentence: 'argsz covers the structure, 32 bytes.',
  errno: 'EINVAL',
  source: 'vfio_iommu_type1_map_dma, check 2',
  broken: ({ argsz }) =>
    argsz < vfioDmaMap.size
      ? { field: 'argsz', detail: `${argsz} < ${vfioDmaMap.size}`, mend: { argsz: vfioDmaMap.size } }
      : undefined,
};

const flags: Rule<DmaMap> = {
  id: 'MAP-FLAGS',
  sentence: 'Only the flags READ, WRITE and VADDR are set.',
  errno: 'EINVAL',
  source: 'vfio_iommu_type1_map_dma, check 2; measured on 6.12',
  broken: ({ flags }) =>
    (flags & ~KNOWN_FLAGS) === 0
      ? undefined
      : { field: 'flags', detail: `${hexNumber(flags)} has unknown bits`, mend: { flags: flags & KNOWN_FLAGS } },
};

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
    return { field: 'flags', detail, mend: { flags: access ? flags & ~DMA_MAP.VADDR : flags | DMA_MAP.READ } };
  },
};

const notEmpty: Rule<DmaMap> = {
  id: 'MAP-SIZE',
  sentence: 'The size is not 0.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 5; measured on 6.12`,
  broken: ({ size }, { pageSize }) =>
    size === 0n ? { field: 'size', detail: 'the size is 0', mend: { size: pageSize } } : undefined,
};

const sizeAligned: Rule<DmaMap> = {
  id: 'MAP-ALIGN-SIZE',
  sentence: 'The size is a multiple of the IOMMU page size.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 5; measured on 6.12`,
  broken: ({ size }, { pageSize }) => {
    const breach = misaligned('size', size, pageSize);
    return breach && { ...breach, mend: { size: alignUp(size, pageSize) } };
  },
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

const wrapOf =
  (field: 'iova' | 'vaddr'): Rule<DmaMap>['broken'] =>
  (map) =>
    map.size > 0n && map[field] + map.size - 1n > U64_MAX
      ? { field, detail: `${hexNumber(map[field])} + ${hexNumber(map.size)} wraps` }
      : undefined;

const iovaWraps: Rule<DmaMap> = {
  id: 'MAP-WRAP-IOVA',
  sentence: 'The IOVA range ends below 2^64.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 6`,
  broken: wrapOf('iova'),
};

const vaddrWraps: Rule<DmaMap> = {
  id: 'MAP-WRAP-VADDR',
  sentence: 'The memory ends below 2^64.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 6`,
  broken: wrapOf('vaddr'),
};

const updateTarget: Rule<DmaMap> = {
  id: 'MAP-VADDR-ABSENT',
  sentence: 'A vaddr update names the start of a mapping.',
  errno: 'ENOENT',
  source: `${SOURCE}, check 7`,
  broken: (map, { mappings }) =>
    !updatesVaddr(map) || mappings.some(({ iova }) => iova === map.iova)
      ? undefined
      : { field: 'iova', detail: `no mapping starts at ${hexNumber(map.iova)}` },
};

const updateInvalid: Rule<DmaMap> = {
  id: 'MAP-VADDR-VALID',
  sentence: 'A vaddr update needs a mapping whose vaddr was invalidated before, which no request here does.',
  errno: 'EINVAL',
  source: `${SOURCE}, check 7`,
  broken: (map, { mappings }) =>
    updatesVaddr(map) && mappings.some(({ iova }) => iova === map.iova)
      ? { field: 'flags', detail: 'the vaddr is valid', mend: { flags: DMA_MAP.READ } }
      : undefined,
};

const overlap: Rule<DmaMap> = {
  id: 'MAP-OVERLAP',
  sentence: 'The range shares no byte with an existing mapping.',
  errno: 'EEXIST',
  source: `${SOURCE}, check 8, before the range check; measured on 6.12`,
  broken: (map, facts) => {
    const other = updatesVaddr(map) ? undefined : touched(map, facts.mappings)[0];
    if (!other) return undefined;
    return movedTo(`${rangeText(map.iova, map.size)} overlaps ${rangeText(other.iova, other.size)}`, map, facts);
  },
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
    return movedTo(`${rangeText(map.iova, map.size)} is outside ${rangesText(facts.windows)}`, map, facts);
  },
};

const memory: Rule<DmaMap> = {
  id: 'MAP-MEMORY',
  sentence: 'The memory belongs to the calling process.',
  errno: 'EFAULT',
  source: `${SOURCE}, check 12 (pinning); measured on 6.12`,
  broken: ({ vaddr, size }, { ownsMemory }) =>
    ownsMemory === undefined || ownsMemory(vaddr, size)
      ? undefined
      : { field: 'vaddr', detail: `${rangeText(vaddr, size)} is not mapped` },
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
