import type { Dialect } from '../../../abi/kinds.ts';
import type { IovaRange } from '../../../rules/types.ts';

/** What a function is: the facts its firmware states (CLP blocks, configuration space) and the machine gives it. */

/** Function group as CLP query group states it. */
export interface GroupIdentity {
  readonly dasm: bigint;
  readonly msiAddress: bigint;
  /** FMB update interval, ms. */
  readonly mui: number;
  /** MSI vectors. */
  readonly noi: number;
  readonly version: number;
  /** Hardware maximum store block length, bytes. */
  readonly maxstbl: number;
  /** Byte granularity for store blocks; strict groups want doublewords. */
  readonly relaxed: boolean;
}

/** One line of the sysfs `resource` file: a BAR as the machine assigned it. Size 0 = not implemented. */
export interface BarResource {
  readonly size: bigint;
  /** Linux resource flags: IO 0x100, MEM 0x200, PREFETCH 0x2000, MEM_64 0x100000. */
  readonly flags: number;
}

export interface FunctionIdentity {
  /** Name on the PCI bus, in its group and in sysfs: `0007:00:00.0`. */
  readonly bdf: string;
  /** IOMMU group number: `/dev/vfio/<group>`. */
  readonly iommuGroup: string;
  /** Function handle after the first enable. */
  readonly fh: number;
  readonly fid: number;
  readonly uid: number;
  readonly pchid: number;
  readonly vfn: number;
  /** Function type: 5 is ISM. */
  readonly pft: number;
  /** Function group id; 0xff is the group of functions a hypervisor emulates. */
  readonly gid: number;
  /** Measurement block length in bytes; 0 = none. */
  readonly fmbLength: number;
  readonly fmbFormat: number;
  readonly pfip: Uint8Array;
  /** 64 bytes EBCDIC; absent when the firmware states none. */
  readonly utilString?: Uint8Array;
  readonly group: GroupIdentity;
  /** Usable IOVA, sorted and disjoint: the domain geometry without the reserved regions. */
  readonly windows: readonly IovaRange[];
  /** PCI configuration space before a driver opened the function; its length is the size of the config region. */
  readonly config: Uint8Array;
  /** What the kernel it is bound on speaks; absent = what was merged. */
  readonly dialect?: Dialect;
  /** BAR 0-5 and the expansion ROM. */
  readonly bars: readonly BarResource[];
}

export const IO_RESOURCE = 0x100;
export const MEM_RESOURCE = 0x200;
export const PREFETCH_RESOURCE = 0x2000;
export const MEM_64_RESOURCE = 0x10_0000;

/** Group 255: what a hypervisor reports for functions it emulates. Source: measured on s390x guests. */
export const EMULATED_GROUP: GroupIdentity = {
  dasm: 0n,
  msiAddress: 0xfe00_0000_0000_0000n,
  mui: 4000,
  noi: 128,
  version: 0,
  maxstbl: 128,
  relaxed: false,
};
