import type { ByteOrder } from '../../abi/types.ts';
import type { TargetSummary } from '../../contract/bridge-contract.ts';

/** Where a function is and how it is named: all the engine needs to know besides the kernel to ask. */
export interface FunctionPlace {
  /** Address as the user wrote it: `sim:ism`, `vfio:0007:00:00.0`. */
  readonly address: string;
  readonly title: string;
  readonly kind: TargetSummary['kind'];
  /** Device name in its group and in sysfs: `0007:00:00.0`. */
  readonly bdf: string;
  /** Number of its IOMMU group: `/dev/vfio/<group>`. */
  readonly group: string;
  /** Byte order of the host the kernel runs on. */
  readonly byteOrder: ByteOrder;
  /** Facts of the host worth keeping with a snapshot: kernel, machine. */
  readonly host: Readonly<Record<string, string>>;
}
