import { ERRNO } from '../../abi/errno.ts';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { decodeFields, encode } from '../../abi/layout.ts';
import { iommuIoasIovaRanges, iommuIovaRange } from '../../abi/structures/iommufd.ts';
import type { ByteOrder } from '../../abi/types.ts';
import type { SyscallRecord } from '../../contract/bridge-contract.ts';
import type { Syscalls } from '../syscalls.ts';
import { makeIoctl } from './call-log.ts';

/** Room for the array at first, and the most it is ever given: no host has so many holes. */
const FIRST_ROOM = 64;
const MOST_ROOM = 4096;

/**
 * Asks an iommufd which IOVA an address space may use. Gives the structure with the array the kernel filled directly behind it;
 * undefined when the kernel refuses. A list longer than the room is asked for once more.
 */
export async function askIovaRanges(
  kernel: Syscalls,
  fd: number,
  ioas: number,
  order: ByteOrder,
  calls: SyscallRecord[],
): Promise<Uint8Array | undefined> {
  const first = await askOnce(kernel, fd, ioas, order, FIRST_ROOM);
  calls.push(first.record);
  const there = countIn(first.answer, order);
  if (first.record.errno !== ERRNO.EMSGSIZE || there > MOST_ROOM) return bytesOf(first, order);
  const second = await askOnce(kernel, fd, ioas, order, there);
  calls.push(second.record);
  return bytesOf(second, order);
}

interface Asked {
  readonly record: SyscallRecord;
  readonly answer: Uint8Array;
  /** The array, as much of it as there was room for. */
  readonly array: Uint8Array;
}

async function askOnce(kernel: Syscalls, fd: number, ioas: number, order: ByteOrder, room: number): Promise<Asked> {
  const memory = kernel.allocate(room * iommuIovaRange.size);
  const values = { size: iommuIoasIovaRanges.size, ioas_id: ioas, num_iovas: room, allowed_iovas: memory.vaddr };
  const arg = encode(iommuIoasIovaRanges, values, order);
  const call = { on: 'iommu', name: 'IOMMU_IOAS_IOVA_RANGES', request: IOCTL.IOMMU_IOAS_IOVA_RANGES, arg } as const;
  try {
    const { result, record } = await makeIoctl(kernel, fd, call);
    return { record, answer: result.out ?? arg, array: memory.read(0, room * iommuIovaRange.size) };
  } finally {
    memory.free();
  }
}

const countIn = (answer: Uint8Array, order: ByteOrder) =>
  Number(decodeFields(iommuIoasIovaRanges, answer, order).num_iovas ?? 0);

/** A list that was too long is kept as far as it came. */
function bytesOf({ record, answer, array }: Asked, order: ByteOrder): Uint8Array | undefined {
  if (record.rc < 0 && record.errno !== ERRNO.EMSGSIZE) return undefined;
  const listed = array.subarray(0, countIn(answer, order) * iommuIovaRange.size);
  const bytes = new Uint8Array(answer.length + listed.length);
  bytes.set(answer);
  bytes.set(listed, answer.length);
  return bytes;
}
