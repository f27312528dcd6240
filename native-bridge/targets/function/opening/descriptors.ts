import type { SyscallRecord } from '../../../contract/bridge-contract.ts';
import type { IommuBackend } from '../../../rules/types.ts';

/** The files behind an open function, and the calls that opened them. */
export interface Descriptors {
  readonly backend: IommuBackend;
  /** What mappings are made on: the container, or the iommufd. */
  readonly iommu: number;
  readonly device: number;
  /** I/O address space the device is attached to, on an iommufd. */
  readonly ioas?: number;
  readonly calls: readonly SyscallRecord[];
  /** Lets go of everything in the order the kernel wants. Interrupts must have been disarmed before. */
  readonly close: () => Promise<void>;
}
