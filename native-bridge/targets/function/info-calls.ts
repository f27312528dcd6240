import { readU32, writeU32 } from '../../abi/bytes.ts';
import type { ByteOrder } from '../../abi/types.ts';
import type { SyscallRecord } from '../../contract/bridge-contract.ts';
import type { Syscalls } from '../syscalls.ts';
import { type IoctlCall, makeIoctl } from './call-log.ts';

/** No chain is ever this long; a kernel that asks for more is not believed. */
const LARGEST_ANSWER = 64 * 1024;

/** The needed size may grow between two calls (another mapping, a new capability): look again this often, then take what came. */
const ROUNDS = 4;

/** Bytes of an info answer, or the errno instead. */
export type InfoAnswer =
  | { readonly bytes: Uint8Array; readonly errno?: undefined }
  | { readonly errno: number; readonly bytes?: undefined };

/** An info ioctl: every one starts with argsz, and has the index it is about (if any) at offset 8. */
export interface InfoCall extends Omit<IoctlCall, 'arg'> {
  /** Fixed part of the structure, bytes. */
  readonly size: number;
  readonly index?: number;
}

/** Asks for information and keeps every call it made. */
export class InfoCalls {
  readonly calls: SyscallRecord[] = [];
  readonly #kernel: Syscalls;
  readonly order: ByteOrder;

  constructor(kernel: Syscalls, order: ByteOrder) {
    this.#kernel = kernel;
    this.order = order;
  }

  /**
   * Follows the argsz contract: probe with the fixed part, ask again with the size the kernel named, until the size named is the
   * size given. The answer of the last call is kept as it came.
   */
  async ask(fd: number, call: InfoCall): Promise<InfoAnswer> {
    let answer = await this.#once(fd, call, call.size);
    for (let round = 1; round < ROUNDS && answer.bytes; round++) {
      const needed = readU32(answer.bytes, 0, this.order);
      if (needed <= answer.bytes.length || needed > LARGEST_ANSWER) break;
      answer = await this.#once(fd, call, needed);
    }
    return answer;
  }

  async #once(fd: number, call: InfoCall, argsz: number): Promise<InfoAnswer> {
    const arg = new Uint8Array(argsz);
    writeU32(arg, 0, argsz, this.order);
    if (call.index !== undefined) writeU32(arg, 8, call.index, this.order);
    const { result, record } = await makeIoctl(this.#kernel, fd, { ...call, arg });
    this.calls.push(record);
    return result.rc < 0 ? { errno: result.errno } : { bytes: result.out ?? arg };
  }
}
