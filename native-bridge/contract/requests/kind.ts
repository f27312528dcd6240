import type { z } from 'zod';
import type { ErrnoName } from '../../abi/errno.ts';
import type { Facts, RegionFacts, StorePath, Verdict } from '../../rules/types.ts';

/** Memory the bridge owns and a request can name: page-aligned, `vaddr` is its address in the bridge process. */
export interface BufferView {
  readonly name: string;
  readonly vaddr: bigint;
  readonly size: number;
}

/** What planning a request may look at: the function's facts, the paths it offers, the session's buffers. */
export interface FunctionView {
  readonly facts: Facts;
  /** Paths that exist on this function, the default one first. */
  readonly paths: readonly StorePath[];
  readonly buffers: readonly BufferView[];
  /** A page-aligned scratch buffer of two pages for inline payloads and loads. */
  readonly scratch: BufferView;
  /** I/O address space that an iommufd session maps into. */
  readonly ioas?: number;
  /** Index of the zPCI I/O region (type 0x80001014 subtype 2), where the driver offers one. */
  readonly zpciIoRegion?: number;
}

/** The exact system call a request is: one, never split or merged. Buffer and wait requests make none (`none`). */
export type PlannedCall =
  | {
      readonly call: 'ioctl';
      readonly on: 'device' | 'iommu';
      readonly request: number;
      readonly name: string;
      readonly arg?: Uint8Array;
    }
  | { readonly call: 'pread'; readonly on: 'device'; readonly position: bigint; readonly length: number }
  | { readonly call: 'pwrite'; readonly on: 'device'; readonly position: bigint; readonly data: Uint8Array }
  | ({ readonly call: 's390_pci_mmio_read'; readonly length: number } & MappedPlace)
  | ({ readonly call: 's390_pci_mmio_write'; readonly data: Uint8Array } & MappedPlace)
  | { readonly call: 'none'; readonly why: string };

/** A place inside a mapped BAR; `position` is where the same bytes lie in the device's file. */
interface MappedPlace {
  readonly on: 'device';
  readonly region: RegionFacts;
  readonly offset: bigint;
  readonly position: bigint;
}

/** Bytes of a planned call that a dry run cannot know, and why: `descriptors of the eventfds`. */
export interface LaterBytes {
  readonly first: number;
  readonly length: number;
  readonly why: string;
}

/** Everything that will happen for one request, known before it is sent: the dry run. */
export interface Plan {
  readonly call: PlannedCall;
  /** Store path taken, for pcistb and pcilg. */
  readonly path?: StorePath;
  /** Bytes of the bridge's memory that become the data of the pwrite, which is zeros of that length in the plan (payloads `from` a buffer). */
  readonly take?: { readonly vaddr: bigint; readonly length: number };
  /** Bytes put into the bridge's memory before the call (inline payloads of the zPCI I/O region). */
  readonly stage?: { readonly vaddr: bigint; readonly data: Uint8Array };
  /** Bytes taken from the bridge's memory after a successful call (loads through the zPCI I/O region). */
  readonly collect?: { readonly vaddr: bigint; readonly length: number };
  /** Bytes of the call that are put in only when it is sent. */
  readonly later?: readonly LaterBytes[];
  /** Device operations the kernel makes of it by its own rules: 1 for a store block, 512 for 4 KiB in 8-byte pieces. */
  readonly operations?: number;
  readonly verdict: Verdict;
  /** Errno the kernel would answer, when a rule is broken. */
  readonly predicted?: ErrnoName;
}

/**
 * One kind of request: its name, schema, whether it changes something (and therefore needs the target armed), and how it becomes a
 * system call. `plan` throws WorkbenchError `absent` (with the reason) when this function cannot take the request at all, and
 * `bad-request` when it names a buffer or region that does not exist. Rules broken do not throw: they are in the verdict.
 */
export interface RequestKind<Schema extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly title: string;
  /** What it does, one sentence. */
  readonly doc: string;
  readonly schema: Schema;
  /** Changes the device, its mappings or its interrupts: refused while the target is read-only. */
  readonly writes: boolean;
  readonly plan: (request: z.output<Schema>, view: FunctionView) => Plan;
}

/** Declares a kind: `plan` and the list of kinds know the type of its requests from its schema. */
export const defineRequest = <const Name extends string, Schema extends z.ZodType>(
  kind: RequestKind<Schema> & { readonly kind: Name },
) => kind;
