import type { SyscallRecord } from '../../contract/bridge-contract.ts';
import type { SyscallResult, Syscalls } from '../syscalls.ts';

/** One ioctl by name, on one of the descriptors of a function. */
export interface IoctlCall {
  readonly on: SyscallRecord['on'];
  readonly name: string;
  readonly request: number;
  readonly arg?: Uint8Array | number;
}

/** A call that was made: its answer, and the record of it. */
export interface Made {
  readonly result: SyscallResult;
  readonly record: SyscallRecord;
}

/** Makes one ioctl. The argument is copied first, because the kernel answers in place. */
export async function makeIoctl(kernel: Syscalls, fd: number, call: IoctlCall): Promise<Made> {
  const { on, name, request, arg } = call;
  const sent = typeof arg === 'object' ? arg.slice() : undefined;
  const result = await kernel.ioctl(fd, request, sent ?? arg);
  const record = { name: `ioctl ${name}`, on, request, in: bytesOf(arg), out: result.out, ...answer(result) };
  return { result, record };
}

/** Reads `length` bytes of the device at `position` with one pread. */
export async function makePread(kernel: Syscalls, fd: number, position: bigint, length: number): Promise<Made> {
  const result = await kernel.pread(fd, position, length);
  return { result, record: recordOf('pread', position, length, result) };
}

/** The record of a transfer at a position of the device's file: what was written, or how much was to be read and what came. */
export function recordOf(
  name: string,
  position: bigint,
  moved: Uint8Array | number,
  result: SyscallResult,
): SyscallRecord {
  const bytes = typeof moved === 'number' ? { length: moved, out: result.out } : { length: moved.length, in: moved };
  return { name, on: 'device', position, ...bytes, ...answer(result) };
}

const answer = ({ rc, errno }: SyscallResult) => ({ rc, errno });

/** A number passed by value has no bytes of its own: its record shows the name and number alone. */
const bytesOf = (arg: Uint8Array | number | undefined) => (typeof arg === 'object' ? arg : undefined);
