import { ERRNO, type ErrnoName } from '../../../abi/errno.ts';
import { decodeFields } from '../../../abi/layout.ts';
import type { FieldValue, Layout } from '../../../abi/types.ts';

/** What a simulated call answers, before the clock stamps it. */
export interface Answer {
  readonly rc: number;
  readonly errno: number;
  readonly out?: Uint8Array;
}

/** The simulated host is an s390x: structures are big-endian. */
export const HOST_ORDER = 'be';

export const ok = (rc = 0, out?: Uint8Array): Answer => ({ rc, errno: 0, out });
export const fail = (errno: ErrnoName): Answer => ({ rc: -1, errno: ERRNO[errno] });

/** Argument of an ioctl: a structure, a number passed by value, or nothing. */
export type IoctlArgument = Uint8Array | number | undefined;

/** Something a descriptor stands for. What is absent answers ENOTTY (ioctl) or EINVAL (pread, pwrite), as in the kernel. */
export interface OpenFile {
  ioctl?(request: number, arg: IoctlArgument): Answer;
  pread?(position: bigint, length: number): Answer;
  pwrite?(position: bigint, data: Uint8Array): Answer;
  /** The descriptor was closed. */
  release(): void;
}

/** Fields of the structure at the start of `arg`; undefined when the memory is not there (EFAULT). */
export function fieldsOf<Name extends string>(
  layout: Layout,
  arg: IoctlArgument,
): Record<Name, FieldValue> | undefined {
  if (!(arg instanceof Uint8Array) || arg.length < layout.size) return undefined;
  return decodeFields(layout, arg, HOST_ORDER) as Record<Name, FieldValue>;
}
