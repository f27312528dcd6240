import type { Addon, Answer } from '../../addon/index.ts';
import type { DmaMemory, EqualCalls, NativeBurst, SyscallResult, Syscalls } from '../syscalls.ts';
import { AddonBurst } from './addon-burst.ts';

/** The real kernel behind the seam: each method is one system call of the addon. */
export class AddonSyscalls implements Syscalls {
  readonly modelled = false;
  readonly attributes: Syscalls['attributes'];
  readonly #addon: Addon;

  constructor(addon: Addon, attributes: Syscalls['attributes']) {
    this.#addon = addon;
    this.attributes = attributes;
  }

  now(): bigint {
    return this.#addon.now();
  }

  open(path: string): SyscallResult {
    return result(this.#addon.open(path));
  }

  close(fd: number): SyscallResult {
    return result(this.#addon.close(fd));
  }

  ioctl(fd: number, request: number, arg: Uint8Array | number = 0): SyscallResult {
    return result(this.#addon.ioctl(fd, request, arg), typeof arg === 'object' ? arg : undefined);
  }

  pread(fd: number, position: bigint, length: number): SyscallResult {
    const into = new Uint8Array(length);
    const answer = this.#addon.pread(fd, position, into);
    return result(answer, into.subarray(0, Math.max(0, answer[0])));
  }

  pwrite(fd: number, position: bigint, data: Uint8Array): SyscallResult {
    return result(this.#addon.pwrite(fd, position, data));
  }

  startBurst(calls: EqualCalls): NativeBurst {
    return new AddonBurst(this.#addon, calls);
  }

  eventfd(): SyscallResult {
    return result(this.#addon.eventfd());
  }

  watchEvent(fd: number, heard: (count: bigint) => void): () => void {
    const watch = this.#addon.watch(fd, heard);
    return () => this.#addon.unwatch(watch);
  }

  mapRegion(fd: number, offset: bigint, length: number): SyscallResult & { address: bigint } {
    const [rc, errno, startNs, durationNs, address] = this.#addon.mapRegion(fd, offset, length);
    return { rc, errno, startNs, durationNs, address };
  }

  unmapRegion(address: bigint): SyscallResult {
    return result(this.#addon.unmapRegion(address));
  }

  mmioRead(address: bigint, length: number): SyscallResult {
    const into = new Uint8Array(length);
    const answer = this.#addon.mmioRead(address, into);
    return result(answer, answer[0] < 0 ? undefined : into);
  }

  mmioWrite(address: bigint, data: Uint8Array): SyscallResult {
    return result(this.#addon.mmioWrite(address, data));
  }

  allocate(size: number): DmaMemory {
    return new AddonMemory(this.#addon, size);
  }
}

const result = ([rc, errno, startNs, durationNs]: Answer, out?: Uint8Array): SyscallResult => ({
  rc,
  errno,
  startNs,
  durationNs,
  out,
});

/** Pages owned by the addon; bytes are copied, never shared. */
class AddonMemory implements DmaMemory {
  readonly vaddr: bigint;
  readonly size: number;
  readonly #addon: Addon;

  constructor(addon: Addon, size: number) {
    this.#addon = addon;
    this.size = size;
    this.vaddr = addon.allocate(size);
  }

  read(at: number, length: number): Uint8Array {
    this.#check(at, length);
    const into = new Uint8Array(length);
    this.#addon.copyOut(this.vaddr + BigInt(at), into);
    return into;
  }

  write(at: number, data: Uint8Array): void {
    this.#check(at, data.length);
    this.#addon.copyIn(this.vaddr + BigInt(at), data);
  }

  free(): void {
    this.#addon.free(this.vaddr);
  }

  #check(at: number, length: number): void {
    if (at >= 0 && at + length <= this.size) return;
    throw new RangeError(`${at} + ${length} lies outside ${this.size} bytes of memory`);
  }
}
