import { hexNumber } from '../abi/hex.ts';
import { iommuIoasUnmap } from '../abi/structures/iommufd.ts';
import { lastOf, rangeText, U64_MAX } from './iova.ts';
import { mend } from './mends.ts';
import { touched } from './sorted-mappings.ts';
import { isEmpty, tooShort, wraps } from './structure-breach.ts';
import type { DmaUnmap, Rule, RuleSet } from './types.ts';
import { mappingsBeside, wholeAtBoth } from './unmap-mends.ts';

const SOURCE = 'iommufd: iopt_unmap_iova';

/** IOVA 0 with the highest length means everything, and succeeds on an empty space too. */
const isEverything = ({ iova, size }: DmaUnmap) => iova === 0n && size === U64_MAX;

const size: Rule<DmaUnmap> = {
  id: 'IOAS-UNMAP-ARGSZ',
  sentence: 'size covers the structure, 24 bytes.',
  errno: 'EINVAL',
  source: 'iommufd_fops_ioctl',
  broken: ({ argsz }) => tooShort(argsz, iommuIoasUnmap.size),
};

const EVERYTHING = mend('Name everything', { iova: 0n, size: U64_MAX });

const native: Rule<DmaUnmap> = {
  id: 'IOAS-UNMAP-WORD',
  sentence: 'IOVA and length are below 2^64 - 1, unless they name everything.',
  errno: 'EOVERFLOW',
  source: 'iommufd: iommufd_ioas_unmap',
  broken: (unmap) => {
    if (isEverything(unmap) || (unmap.iova < U64_MAX && unmap.size < U64_MAX)) return undefined;
    const field = unmap.iova >= U64_MAX ? 'iova' : 'size';
    return { field, detail: `${hexNumber(unmap[field])} is the highest number`, mends: [EVERYTHING] };
  },
};

const notEmpty: Rule<DmaUnmap> = {
  id: 'IOAS-UNMAP-SIZE',
  sentence: 'The length is not 0.',
  errno: 'EINVAL',
  source: SOURCE,
  broken: ({ size }, facts) => isEmpty('length', size, facts),
};

const noWrap: Rule<DmaUnmap> = {
  id: 'IOAS-UNMAP-WRAP',
  sentence: 'The range ends below 2^64.',
  errno: 'EOVERFLOW',
  source: SOURCE,
  broken: ({ iova, size }) => wraps(iova, size),
};

const whole: Rule<DmaUnmap> = {
  id: 'IOAS-UNMAP-CUT',
  sentence: 'Every mapping the range touches lies wholly inside it.',
  errno: 'ENOENT',
  source: `${SOURCE}_range; measured on 7.2`,
  broken: (unmap, { mappings }) => {
    const met = touched(unmap, mappings);
    const cut = met.find((map) => map.iova < unmap.iova || lastOf(map) > lastOf(unmap));
    if (!cut) return undefined;
    const detail = `${rangeText(unmap.iova, unmap.size)} cuts ${rangeText(cut.iova, cut.size)}`;
    return { field: 'size', detail, mends: wholeAtBoth(unmap, met) };
  },
};

const something: Rule<DmaUnmap> = {
  id: 'IOAS-UNMAP-ABSENT',
  sentence: 'Something is mapped in the range, unless it names everything.',
  errno: 'ENOENT',
  source: `${SOURCE}_range; measured on 7.2`,
  broken: (unmap, { mappings }) =>
    unmap.size === 0n || isEverything(unmap) || touched(unmap, mappings).length > 0
      ? undefined
      : {
          field: 'iova',
          detail: `nothing is mapped in ${rangeText(unmap.iova, unmap.size)}`,
          mends: mappingsBeside(unmap, mappings),
        },
};

export const unmapRulesIommufd: RuleSet<DmaUnmap> = {
  id: 'unmap-iommufd',
  title: 'IOAS_UNMAP, iommufd',
  rules: [size, native, notEmpty, noWrap, whole, something],
};
