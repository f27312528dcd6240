import { readS32, readU64 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { WorkbenchError } from '../../../contract/errors.ts';
import type { SyscallResult } from '../../syscalls.ts';
import type { SimHost } from '../host.ts';
import { SimKernel } from '../process/kernel.ts';
import { HOST_ORDER } from '../vfio/answer.ts';
import type { LabFile, RecordedCall } from './lab-file.ts';

/**
 * The process that captured, imitated: descriptors get the numbers they had (container, group, then the lowest free one), and memory
 * lies where the first mapping took it from.
 */

const VADDR_AT = 8;
const SIZE_AT = 24;
const MAP_BYTES = 32;
const PAGE = 4096;
/** Mappings of the capturing tool start inside one buffer of at most this size. */
const MOST_MEMORY = 1 << 24;

export type Descriptor = 'container' | 'group' | 'device';

export class ReplayProcess {
  readonly kernel: SimKernel;
  readonly #fds = new Map<Descriptor, number>();

  constructor(host: SimHost, lab: LabFile) {
    this.kernel = new SimKernel(host, { firstFd: containerFd(lab.calls), clock: 'virtual' });
    placeMemory(this.kernel, lab.calls);
    this.#fds.set('container', now(this.kernel.open('/dev/vfio/vfio')).rc);
    this.#fds.set('group', now(this.kernel.open(`/dev/vfio/${lab.group}`)).rc);
  }

  ioctl(on: Descriptor, request: number, arg: Uint8Array | number | undefined): SyscallResult {
    const result = now(this.kernel.ioctl(this.#fds.get(on) ?? -1, request, arg));
    if (on === 'group' && request === IOCTL.VFIO_GROUP_GET_DEVICE_FD && result.rc >= 0)
      this.#fds.set('device', result.rc);
    return result;
  }

  pread(position: bigint, length: number): SyscallResult {
    return now(this.kernel.pread(this.#fds.get('device') ?? -1, position, length));
  }

  pwrite(position: bigint, data: Uint8Array): SyscallResult {
    return now(this.kernel.pwrite(this.#fds.get('device') ?? -1, position, data));
  }

  closeDevice(): void {
    const fd = this.#fds.get('device');
    if (fd === undefined) return;
    now(this.kernel.close(fd));
    this.#fds.delete('device');
  }

  /** Opens eventfds for the descriptors a request names, as long as these are the numbers the kernel would give out next. */
  openEvents(fds: readonly number[]): void {
    for (const fd of fds) if (fd === this.kernel.lowestFreeFd) this.kernel.eventfd();
  }

  readEvents(fds: readonly number[]): bigint[] {
    return fds.map((fd) => this.kernel.takeEvent(fd));
  }
}

/** A virtual clock without faults answers every call at once. */
function now(result: SyscallResult | Promise<SyscallResult>): SyscallResult {
  if (!(result instanceof Promise)) return result;
  throw new WorkbenchError({ code: 'internal', message: 'The simulated kernel kept a replayed call waiting.' });
}

/** The container's number is what SET_CONTAINER was given. */
function containerFd(calls: readonly RecordedCall[]): number | undefined {
  const arg = calls.find(({ request }) => request === IOCTL.VFIO_GROUP_SET_CONTAINER)?.in;
  if (!(arg instanceof Uint8Array) || arg.length < 4) return undefined;
  const fd = readS32(arg, 0, HOST_ORDER);
  return fd >= 0 && fd < 65_536 ? fd : undefined;
}

/** One buffer, from the first mapping's address to the end of the longest mapping that begins in it. */
function placeMemory(kernel: SimKernel, calls: readonly RecordedCall[]): void {
  const maps = calls.flatMap(({ request, in: arg }) =>
    request === IOCTL.VFIO_IOMMU_MAP_DMA && arg instanceof Uint8Array && arg.length >= MAP_BYTES
      ? [{ vaddr: readU64(arg, VADDR_AT, HOST_ORDER), size: readU64(arg, SIZE_AT, HOST_ORDER) }]
      : [],
  );
  const base = maps[0]?.vaddr;
  if (base === undefined || base % BigInt(PAGE) !== 0n) return;
  const ends = maps.filter(({ vaddr }) => vaddr >= base).map(({ vaddr, size }) => Number(vaddr - base + size));
  const length = Math.max(PAGE, ...ends.filter((end) => end <= MOST_MEMORY && end % PAGE === 0));
  kernel.memory.place(base, length);
}
