import { hexNumber } from '../abi/hex.ts';
import { vfioIommuBindGuest } from '../abi/structures/pasid-bind.ts';
import { mend, nearestFirst } from './mends.ts';
import { tooShort, unknownFlags64 } from './structure-breach.ts';
import type { Facts, Mend, Rule, RuleSet } from './types.ts';

/** VFIO_IOMMU_BIND as proposed in November 2019, with the checks of the driver it was written for. No kernel has it. */

export interface PasidBind {
  readonly argsz: number;
  /** Of the bind data: GPASID_VAL 1. */
  readonly flags: bigint;
  readonly version: number;
  readonly format: number;
  readonly hpasid: bigint;
}

const DRIVER = 'Linux 5.8 intel_svm_bind_gpasid, the driver the proposal was written for';
const GPASID_VAL = 1n;
const VERSION = 1;
const VTD = 1;
/** PASIDs have 20 bits; 0 is not handed out. */
const LAST_PASID = 0xf_ffffn;

const kernel: Rule<PasidBind> = {
  id: 'PASID-KERNEL',
  sentence:
    'The kernel knows VFIO_IOMMU_BIND: it was proposed in 2019 and never merged. Nested translation is done with iommufd page tables today, which s390 does not offer.',
  errno: 'ENOTTY',
  source: 'vfio_iommu_type1_ioctl and iommufd_vfio_ioctl: default; domain facts 2.5',
  broken: ({ argsz }, { guestTables }) =>
    guestTables
      ? undefined
      : { field: 'argsz', detail: `this kernel has no such ioctl, whatever its ${argsz} bytes say` },
};

const argsz: Rule<PasidBind> = {
  id: 'PASID-ARGSZ',
  sentence: 'argsz covers the request and its bind data, whose length version and format decide.',
  errno: 'EINVAL',
  source:
    'RFC v2 3/3 "vfio/type1: bind guest pasid (guest page tables) to host", points a and b of its review, December 2019',
  broken: ({ argsz }) => tooShort(argsz, vfioIommuBindGuest.size),
};

const version: Rule<PasidBind> = {
  id: 'PASID-VERSION',
  sentence: 'The version of the bind data is 1.',
  errno: 'EINVAL',
  source: DRIVER,
  broken: ({ version }) =>
    version === VERSION
      ? undefined
      : { field: 'version', detail: `version ${version}`, mends: [mend('Take version', { version: VERSION })] },
};

const format: Rule<PasidBind> = {
  id: 'PASID-FORMAT',
  sentence: 'The format of the guest page table is 1, Intel VT-d.',
  errno: 'EINVAL',
  source: DRIVER,
  broken: ({ format }) =>
    format === VTD
      ? undefined
      : { field: 'format', detail: `format ${format}`, mends: [mend('Take format', { format: VTD })] },
};

const flags: Rule<PasidBind> = {
  id: 'PASID-FLAGS',
  sentence: 'Of the flags of the bind data only GPASID_VAL is set.',
  errno: 'EINVAL',
  source: 'Linux 5.9 iommu_check_bind_data',
  broken: ({ flags }) => unknownFlags64(flags, GPASID_VAL),
};

const range: Rule<PasidBind> = {
  id: 'PASID-RANGE',
  sentence: 'The host PASID lies between 1 and 0xfffff.',
  errno: 'EINVAL',
  source: DRIVER,
  broken: ({ hpasid }) => {
    if (hpasid > 0n && hpasid <= LAST_PASID) return undefined;
    const nearest = hpasid === 0n ? 1n : LAST_PASID;
    return { field: 'hpasid', detail: `host PASID ${hexNumber(hpasid)}`, mends: [mend('Take', { hpasid: nearest })] };
  },
};

const isBound = ({ hpasid }: PasidBind, { boundPasids }: Facts) => boundPasids?.includes(Number(hpasid));

/** The next PASID that nothing is bound to; none above the last. */
function nextFree({ hpasid }: PasidBind, { boundPasids }: Facts): readonly Mend[] {
  const taken = new Set(boundPasids);
  let next = hpasid + 1n;
  while (taken.has(Number(next))) next++;
  return next <= LAST_PASID ? [mend('Take the next free one', { hpasid: next })] : [];
}

/** What is bound next to it. */
const boundNear = ({ hpasid }: PasidBind, { boundPasids = [] }: Facts): readonly Mend[] =>
  nearestFirst(
    'hpasid',
    hpasid,
    boundPasids.map((pasid) => mend('Take one that is bound', { hpasid: BigInt(pasid) })),
  ).slice(0, 1);

const free: Rule<PasidBind> = {
  id: 'PASID-FREE',
  sentence: 'Nothing is bound to the host PASID yet.',
  errno: 'EBUSY',
  source: DRIVER,
  broken: (bind, facts) =>
    isBound(bind, facts)
      ? { field: 'hpasid', detail: `${hexNumber(bind.hpasid)} is bound`, mends: nextFree(bind, facts) }
      : undefined,
};

const bound: Rule<PasidBind> = {
  id: 'PASID-BOUND',
  sentence: 'Something is bound to the host PASID.',
  errno: 'EINVAL',
  source: 'Linux 5.8 intel_svm_unbind_gpasid',
  broken: (bind, facts) =>
    isBound(bind, facts) === false
      ? {
          field: 'hpasid',
          detail: `nothing is bound to ${hexNumber(bind.hpasid)}`,
          mends: boundNear(bind, facts),
        }
      : undefined,
};

const common = [kernel, argsz, flags, version, format, range];

export const pasidRules: Record<'bind' | 'unbind', RuleSet<PasidBind>> = {
  bind: { id: 'pasid-bind', title: 'BIND, guest page table', rules: [...common, free] },
  unbind: { id: 'pasid-unbind', title: 'BIND, guest page table taken back', rules: [...common, bound] },
};
