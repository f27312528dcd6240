import type { ErrnoName } from '../abi/errno.ts';
import type { ChangingPlace } from '../abi/registers/changing-read.ts';
import type { ByteOrder } from '../abi/types.ts';

/**
 * A rule says once what a request must satisfy: the composer's pre-check, the simulator and the tests read the same list.
 * Rules are listed in the kernel's check order; the first broken one predicts the errno.
 */

/** How a store block can reach a device (design: never fall back silently from one to another). */
export type StorePath = 'ism-vfio-pci' | 'zpci-io' | 'vfio-bar' | 'mmio';

/** IOMMU back-ends: the same mistake has different faces on each. */
export type IommuBackend = 'type1' | 'type1v2' | 'iommufd';

/** A store block as the path sees it. `gaddr` is the address of the payload in the calling process (zPCI I/O region only looks at it). */
export interface StoreBlock {
  readonly space: number;
  readonly offset: bigint;
  readonly length: number;
  readonly gaddr: bigint;
  /** Request flags word of the zPCI I/O region; BLOCKW (2) unless composed raw. */
  readonly flags?: bigint;
}

/** A load of 1..8 bytes; `gaddr` is where the zPCI I/O region puts the doubleword. */
export type Load = StoreBlock;

/** Bytes moved through a VFIO region with pread or pwrite. */
export interface RegionAccess {
  readonly region: number;
  readonly offset: bigint;
  readonly length: number;
  readonly write: boolean;
}

/** VFIO_IOMMU_MAP_DMA or IOMMU_IOAS_MAP, field by field. */
export interface DmaMap {
  readonly argsz: number;
  readonly flags: number;
  readonly vaddr: bigint;
  readonly iova: bigint;
  readonly size: bigint;
}

/** VFIO_IOMMU_UNMAP_DMA or IOMMU_IOAS_UNMAP. */
export interface DmaUnmap {
  readonly argsz: number;
  readonly flags: number;
  readonly iova: bigint;
  readonly size: bigint;
}

/** VFIO_DEVICE_SET_IRQS without its data; `dataLength` is what argsz leaves for the data. */
export interface IrqSet {
  readonly argsz: number;
  readonly flags: number;
  readonly index: number;
  readonly start: number;
  readonly count: number;
}

export interface Mapping {
  readonly iova: bigint;
  readonly size: bigint;
  /** Start address in the process. */
  readonly vaddr: bigint;
  readonly read: boolean;
  readonly write: boolean;
}

/** Inclusive IOVA window. */
export interface IovaRange {
  readonly start: bigint;
  readonly end: bigint;
}

export interface RegionFacts {
  readonly index: number;
  readonly size: bigint;
  /** VFIO region flags: READ 1, WRITE 2, MMAP 4, CAPS 8. */
  readonly flags: number;
  /** File offset from the kernel; never computed. */
  readonly offset: bigint;
}

/** An interrupt index in use. */
export interface UsedIrq {
  readonly index: number;
  /** Vectors the kernel set up for it when it was armed first. */
  readonly room: number;
  /** Vectors that signal an eventfd. */
  readonly vectors: readonly number[];
}

/** Everything a rule may look at: facts of the function, of its IOMMU, and the state of the session. */
export interface Facts {
  readonly byteOrder: ByteOrder;
  readonly regions: readonly RegionFacts[];
  /** Hardware maximum store block length (GROUP.imaxstbl, or the zPCI I/O region header). */
  readonly maxstbl: number;
  /** Relaxed group (ISM): byte granularity; strict groups want doublewords. */
  readonly relaxed: boolean;
  readonly backend: IommuBackend;
  readonly pageSize: bigint;
  readonly windows: readonly IovaRange[];
  /** IOVA an iommufd hands out, where that is more than the function reaches; absent = the windows. */
  readonly allowed?: readonly IovaRange[];
  /** Sorted by IOVA. */
  readonly mappings: readonly Mapping[];
  /** Mapping entries still free. */
  readonly dmaAvail: number;
  /** VFIO IRQ index -> number of vectors; absent = the index is refused. */
  readonly irqCounts: Readonly<Record<number, number>>;
  /** Interrupts in use; undefined = not known, and then nothing is said about them. */
  readonly irqs?: readonly UsedIrq[];
  /** Whether the function can be reset (device info flag RESET); undefined = not known. */
  readonly resets?: boolean;
  /** Whether PCI command register has memory decoding on; undefined = not known. */
  readonly memoryEnabled?: boolean;
  /** Bytes of a BAR that hold the MSI-X table, which plain vfio-pci hides; absent = none, or configuration space was not read. */
  readonly msixTable?: { readonly bar: number; readonly start: bigint; readonly end: bigint };
  /** Whether the kernel has the ioctl of 2019 that binds guest page tables (VFIO_IOMMU_BIND); absent = no. */
  readonly guestTables?: boolean;
  /** Host PASIDs that are bound; undefined = not known, and then nothing is said about them. */
  readonly boundPasids?: readonly number[];
  /** Bytes of BARs that a read changes, as far as they are known. */
  readonly changing?: readonly ChangingPlace[];
  /** Whether [vaddr, vaddr+size) is memory of the calling process; undefined = assume so. */
  readonly ownsMemory?: (vaddr: bigint, size: bigint) => boolean;
  /** Widest piece plain vfio-pci cuts a BAR access into: 8 since Linux 6.11 (the default here), 4 before. */
  readonly barWidth?: 4 | 8;
  /** zPCI I/O region as posted in 2021 or with its quirks fixed. */
  readonly zpciIoMode?: 'posted' | 'fixed';
}

/** One change that makes a request keep a rule. */
export interface Mend {
  /** What is done, as a button says it: `Align down`. */
  readonly how: string;
  /** Field -> value, in the request's own terms. */
  readonly set: Readonly<Record<string, bigint | number>>;
}

/** What is wrong with one request under one rule. */
export interface Breach {
  /** The field to blame, in the request's own terms (`offset`, `length`, `iova` ...). */
  readonly field: string;
  /** The numbers, in one clause: `0xff8 + 16 crosses the 4 KiB boundary at 0x1000`. */
  readonly detail: string;
  /** Which bytes of the transfer are at fault, counted from its first one. */
  readonly bytes?: ByteSpan;
  /** Changes that make it legal, the smallest first; each is the smallest of its kind. */
  readonly mends?: readonly Mend[];
}

/** Some bytes in a row. */
export interface ByteSpan {
  readonly first: number;
  readonly length: number;
}

export interface Rule<Subject> {
  /** Stable id, quoted by tests and on screen: `ISM-4K`. */
  readonly id: string;
  /** What must hold, as a sentence. */
  readonly sentence: string;
  readonly errno: ErrnoName;
  /** Where the rule comes from: a kernel function, a domain section, a measurement. */
  readonly source: string;
  /** Undefined when the request keeps the rule. */
  readonly broken: (subject: Subject, facts: Facts) => Breach | undefined;
}

/** Rules of one check sequence, in kernel order. */
export interface RuleSet<Subject> {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly Rule<Subject>[];
}

/** A broken rule, ready to show: the rule without its function, and the breach. */
export interface BrokenRule extends Breach {
  readonly rule: string;
  readonly sentence: string;
  readonly errno: ErrnoName;
  readonly source: string;
}

/** What will come of a request that no kernel refuses: to the device, or worth knowing. */
export type Severity = 'device' | 'advice';

/** A consequence to be told before sending. */
export interface Caution extends Breach {
  readonly rule: string;
  readonly sentence: string;
  readonly severity: Severity;
  readonly source: string;
}

/** All broken rules in kernel order; `errno` is what the kernel would answer first, absent when the request is legal. */
export interface Verdict {
  readonly broken: readonly BrokenRule[];
  readonly errno?: ErrnoName;
}
