import { hexNumber } from '../abi/hex.ts';
import { iommuIoasMap } from '../abi/structures/iommufd.ts';
import { misaligned, misalignedSize } from './breach.ts';
import { IOAS_MAP } from './flags.ts';
import { inWindow, rangesText, rangeText, U64_MAX } from './iova.ts';
import { endWithWindow, movedTo } from './iova-gaps.ts';
import { mend } from './mends.ts';
import { isEmpty, notOwned, overlaps, tooShort, unknownFlags, wraps } from './structure-breach.ts';
import type { DmaMap, Facts, Rule, RuleSet } from './types.ts';

const SOURCE = 'iommufd: iommufd_ioas_map';
const KNOWN_FLAGS = IOAS_MAP.FIXED_IOVA | IOAS_MAP.WRITEABLE | IOAS_MAP.READABLE;

const size: Rule<DmaMap> = {
  id: 'IOAS-MAP-ARGSZ',
  sentence: 'size covers the structure, 40 bytes.',
  errno: 'EINVAL',
  source: 'iommufd_fops_ioctl',
  broken: ({ argsz }) => tooShort(argsz, iommuIoasMap.size),
};

const flags: Rule<DmaMap> = {
  id: 'IOAS-MAP-FLAGS',
  sentence: 'Only the flags FIXED_IOVA, WRITEABLE and READABLE are set.',
  errno: 'EOPNOTSUPP',
  source: SOURCE,
  broken: ({ flags }) => unknownFlags(flags, KNOWN_FLAGS),
};

const native: Rule<DmaMap> = {
  id: 'IOAS-MAP-WORD',
  sentence: 'IOVA and length are below 2^64 - 1.',
  errno: 'EOVERFLOW',
  source: SOURCE,
  broken: (map, facts) => {
    if (map.iova >= U64_MAX) return movedTo(`${hexNumber(map.iova)} is the highest number`, map, facts);
    if (map.size < U64_MAX) return undefined;
    const mends = endWithWindow(map, facts.windows, facts);
    return { field: 'size', detail: `${hexNumber(map.size)} is the highest number`, mends };
  },
};

const eitherAccess = (flags: number) => [
  mend('Let the device read', { flags: flags | IOAS_MAP.READABLE }),
  mend('Let the device write', { flags: flags | IOAS_MAP.WRITEABLE }),
];

const protection: Rule<DmaMap> = {
  id: 'IOAS-MAP-PROT',
  sentence: 'A mapping is readable or writeable for the device.',
  errno: 'EINVAL',
  source: `${SOURCE}; measured on 7.2`,
  broken: ({ flags }) =>
    (flags & (IOAS_MAP.READABLE | IOAS_MAP.WRITEABLE)) === 0
      ? { field: 'flags', detail: 'neither READABLE nor WRITEABLE', mends: eitherAccess(flags) }
      : undefined,
};

const notEmpty: Rule<DmaMap> = {
  id: 'IOAS-MAP-SIZE',
  sentence: 'The length is not 0.',
  errno: 'EINVAL',
  source: 'iommufd: iopt_alloc_area_pages; measured on 7.2',
  broken: ({ size }, facts) => isEmpty('length', size, facts),
};

const sizeAligned: Rule<DmaMap> = {
  id: 'IOAS-MAP-ALIGN-SIZE',
  sentence: 'The length is a multiple of the IOVA alignment.',
  errno: 'EINVAL',
  source: 'iommufd: iopt_alloc_area_pages',
  broken: ({ size }, { pageSize }) => misalignedSize(size, pageSize),
};

const iovaAligned: Rule<DmaMap> = {
  id: 'IOAS-MAP-ALIGN-IOVA',
  sentence: 'The IOVA is a multiple of the IOVA alignment.',
  errno: 'EINVAL',
  source: 'iommufd: iopt_check_iova; measured on 7.2',
  broken: ({ iova }, { pageSize }) => misaligned('iova', iova, pageSize),
};

const noWrap: Rule<DmaMap> = {
  id: 'IOAS-MAP-WRAP',
  sentence: 'The IOVA range ends below 2^64.',
  errno: 'EOVERFLOW',
  source: 'iommufd: iopt_check_iova',
  broken: ({ iova, size }) => wraps(iova, size, 'iova'),
};

const allowedBy = ({ allowed, windows }: Facts) => allowed ?? windows;

const reserved: Rule<DmaMap> = {
  id: 'IOAS-MAP-RESERVED',
  sentence: 'The range lies inside one range of IOVA that the address space hands out.',
  errno: 'EINVAL',
  source: 'iommufd: iopt_check_iova; measured on 7.2',
  broken: (map, facts) =>
    map.size === 0n || inWindow(map, allowedBy(facts))
      ? undefined
      : movedTo(
          `${rangeText(map.iova, map.size)} is outside ${rangesText(allowedBy(facts))}`,
          map,
          facts,
          endWithWindow(map, allowedBy(facts), facts),
        ),
};

const overlap: Rule<DmaMap> = {
  id: 'IOAS-MAP-OVERLAP',
  sentence: 'The range shares no byte with an existing mapping.',
  errno: 'EEXIST',
  source: 'iommufd: iopt_check_iova; measured on 7.2',
  broken: overlaps,
};

const vaddrAligned: Rule<DmaMap> = {
  id: 'IOAS-MAP-ALIGN-VADDR',
  sentence: 'The memory address is a multiple of the IOVA alignment.',
  errno: 'EINVAL',
  source: 'iommufd: iopt_insert_area',
  broken: ({ vaddr }, { pageSize }) => misaligned('vaddr', vaddr, pageSize),
};

const memory: Rule<DmaMap> = {
  id: 'IOAS-MAP-MEMORY',
  sentence: 'The memory belongs to the calling process.',
  errno: 'EFAULT',
  source: 'iommufd: pinning of the pages',
  broken: notOwned,
};

/** The address space hands out more than the function's translation table holds: that is found only when the pages are entered. */
const reach: Rule<DmaMap> = {
  id: 'IOAS-MAP-REACH',
  sentence: 'The range lies inside the aperture of the function.',
  errno: 'EIO',
  source: 'iommufd: iommu_map of the attached table; measured on 7.2',
  broken: (map, facts) =>
    map.size === 0n || inWindow(map, facts.windows) || !inWindow(map, allowedBy(facts))
      ? undefined
      : movedTo(
          `${rangeText(map.iova, map.size)} leaves ${rangesText(facts.windows)}`,
          map,
          facts,
          endWithWindow(map, facts.windows, facts),
        ),
};

/** IOMMU_IOAS_MAP at a fixed IOVA, a function being attached. */
export const mapRulesIommufd: RuleSet<DmaMap> = {
  id: 'map-iommufd',
  title: 'IOAS_MAP, iommufd',
  rules: [
    size,
    flags,
    native,
    protection,
    notEmpty,
    sizeAligned,
    iovaAligned,
    noWrap,
    reserved,
    overlap,
    vaddrAligned,
    memory,
    reach,
  ],
};
