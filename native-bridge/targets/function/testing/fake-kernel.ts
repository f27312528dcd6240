import { readFileSync } from 'node:fs';
import { readU32, writeU32 } from '../../../abi/bytes.ts';
import { ERRNO } from '../../../abi/errno.ts';
import { IOCTL, ioctlName } from '../../../abi/ioctl-numbers.ts';
import type { Snapshot } from '../../../contract/bridge-contract.ts';
import { labToSnapshot } from '../../capture/lab-capture.ts';
import type { DmaMemory, SyscallResult, Syscalls } from '../../syscalls.ts';
import type { FunctionPlace } from '../place.ts';

/** Container, group and device get these descriptors: 0 is a descriptor like any other. */
const NAMES = ['container', 'group', 'device'] as const;
type Name = (typeof NAMES)[number];

type Answer = Partial<SyscallResult>;
type Ioctl = (arg: Uint8Array, call: { readonly name: string }) => Answer;

/** What a real kernel answered for one function, from a shipped capture. */
export function captured(name: string): Snapshot {
  const file = new URL(`../../../../assets/captures/${name}.json`, import.meta.url);
  return labToSnapshot(JSON.parse(readFileSync(file, 'utf8')), name, `capture:${name}`);
}

export const PLACE: FunctionPlace = {
  address: 'fake:net',
  title: 'fake',
  kind: 'sim',
  bdf: '0010:00:00.0',
  access: { by: 'group', group: '0' },
  byteOrder: 'be',
  host: {},
};

/**
 * A kernel that answers info calls with captured bytes, keeps a journal of every call, and answers everything else as told in
 * `ioctls`, `onRead` and `onWrite`.
 */
export class FakeKernel implements Syscalls {
  modelled = false;
  time = 0n;
  readonly journal: string[] = [];
  readonly ioctls: Record<string, Ioctl> = {};
  readonly eventfds: number[] = [];
  readonly refused = new Map<string, number>();
  readonly written: Uint8Array[] = [];
  onRead: (position: bigint, length: number) => Answer = (_, length) => ({ rc: length, out: new Uint8Array(length) });
  onWrite: (position: bigint, data: Uint8Array) => Answer = (_, data) => ({ rc: data.length });
  readonly #snapshot: Snapshot;
  readonly #watches = new Map<number, (count: bigint) => void>();
  #nextFd = NAMES.length;
  #nextVaddr = 0x10_0000n;

  constructor(snapshot: Snapshot = captured('k6.12-q10-net')) {
    this.#snapshot = snapshot;
  }

  now(): bigint {
    return this.time;
  }

  open(path: string): SyscallResult {
    const name = path === '/dev/vfio/vfio' ? 'container' : 'group';
    return this.#did(`open ${name}`, { rc: NAMES.indexOf(name) });
  }

  close(fd: number): SyscallResult {
    return this.#did(`close ${NAMES[fd] ?? 'eventfd'}`, {});
  }

  ioctl(fd: number, request: number, arg: Uint8Array | number = 0): SyscallResult {
    const on = NAMES[fd] as Name;
    const name = ioctlName(on, request);
    const bytes = typeof arg === 'number' ? new Uint8Array() : arg;
    return this.#did(name, this.ioctls[name]?.(bytes, { name }) ?? this.#described(request, bytes, on));
  }

  pread(_fd: number, position: bigint, length: number): SyscallResult {
    return this.#did('pread', this.onRead(position, length));
  }

  pwrite(_fd: number, position: bigint, data: Uint8Array): SyscallResult {
    this.written.push(data.slice());
    const startNs = this.time;
    return { ...this.#did('pwrite', this.onWrite(position, data)), startNs };
  }

  eventfd(): SyscallResult {
    const fd = this.#nextFd++;
    this.eventfds.push(fd);
    return this.#did('eventfd', { rc: fd });
  }

  watchEvent(fd: number, heard: (count: bigint) => void): () => void {
    this.#watches.set(fd, heard);
    return () => void this.#watches.delete(fd);
  }

  /** Signals an eventfd: who watches it hears that at once. */
  signal(fd: number, count: bigint): void {
    this.#watches.get(fd)?.(count);
  }

  allocate(size: number): DmaMemory {
    const bytes = new Uint8Array(size);
    const vaddr = this.#nextVaddr;
    this.#nextVaddr += BigInt(size);
    return {
      vaddr,
      size,
      read: (at, length) => bytes.slice(at, at + length),
      write: (at, data) => bytes.set(data, at),
      free: () => void this.journal.push('free'),
    };
  }

  attributes(): Readonly<Record<string, Uint8Array>> {
    return this.#snapshot.attributes;
  }

  #did(name: string, answer: Answer): SyscallResult {
    const errno = this.refused.get(name) ?? answer.errno ?? 0;
    this.journal.push(name);
    return { startNs: this.time, durationNs: 1000n, rc: 0, ...answer, errno, ...(errno > 0 ? { rc: -1 } : {}) };
  }

  #described(request: number, arg: Uint8Array, on: Name): Answer {
    const { deviceInfo, iommuInfo, regions, irqs } = this.#snapshot;
    const index = arg.length >= 12 ? readU32(arg, 8, 'be') : 0;
    if (request === IOCTL.VFIO_GROUP_GET_STATUS) return { out: Uint8Array.of(0, 0, 0, 8, 0, 0, 0, 1) };
    if (request === IOCTL.VFIO_GROUP_GET_DEVICE_FD) return { rc: NAMES.indexOf('device') };
    if (request === IOCTL.VFIO_DEVICE_GET_INFO) return infoAnswer(arg, deviceInfo);
    if (request === IOCTL.VFIO_IOMMU_GET_INFO && on === 'container') return infoAnswer(arg, iommuInfo);
    if (request === IOCTL.VFIO_DEVICE_GET_REGION_INFO) return infoAnswer(arg, regions[index]?.bytes);
    if (request === IOCTL.VFIO_DEVICE_GET_IRQ_INFO) return infoAnswer(arg, irqs[index]?.bytes);
    return { out: arg };
  }
}

/** The argsz contract: too small a buffer gets the fixed part, the size needed, and no chain. */
export function infoAnswer(arg: Uint8Array, whole: Uint8Array | undefined): Answer {
  if (!whole) return { errno: ERRNO.EINVAL, out: arg };
  const out = new Uint8Array(arg.length);
  out.set(whole.subarray(0, arg.length));
  writeU32(out, 0, Math.max(whole.length, arg.length), 'be');
  if (arg.length < whole.length && arg.length === 24) writeU32(out, 16, 0, 'be');
  return { out };
}
