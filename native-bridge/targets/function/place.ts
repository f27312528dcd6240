import type { ByteOrder } from '../../abi/types.ts';
import type { TargetSummary } from '../../contract/bridge-contract.ts';

/** How a function is opened: `/dev/vfio/<group>` and a type1v2 container, or `/dev/vfio/devices/<cdev>` and an iommufd. */
export type FunctionAccess =
  | { readonly by: 'group'; readonly group: string }
  | { readonly by: 'cdev'; readonly cdev: string };

/** Where a function is and how it is named: all the engine needs to know besides the kernel to ask. */
export interface FunctionPlace {
  /** Address as the user wrote it: `sim:ism`, `vfio:0007:00:00.0`. */
  readonly address: string;
  readonly title: string;
  readonly kind: TargetSummary['kind'];
  /** Device name in its group and in sysfs: `0007:00:00.0`. */
  readonly bdf: string;
  readonly access: FunctionAccess;
  /** Byte order of the host the kernel runs on. */
  readonly byteOrder: ByteOrder;
  /** What mends a mapping the kernel refused with this errno, on this host. */
  readonly advice?: (errno: number) => string | undefined;
  /** Facts of the host worth keeping with a snapshot: kernel, machine. */
  readonly host: Readonly<Record<string, string>>;
}
