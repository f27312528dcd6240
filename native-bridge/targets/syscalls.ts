/**
 * The seam every system call passes through. The simulator is a twin of the kernel behind it; the addon is the real one.
 * Nothing below it decodes, retries, splits or caches: bytes in, bytes and errno out.
 */

/** What a call answered. `rc >= 0` is success; on failure `rc` is -1 and `errno` is set. */
export interface SyscallResult {
  readonly rc: number;
  readonly errno: number;
  /** The argument buffer after the call (ioctl) or the bytes read (pread). */
  readonly out?: Uint8Array;
  /** Start on the clock of `now()` and duration, nanoseconds. Modelled on a simulated kernel. */
  readonly startNs: bigint;
  readonly durationNs: bigint;
}

/** Page-aligned memory the device may be given: owned by the bridge, addressed by `vaddr` in system calls. */
export interface DmaMemory {
  readonly vaddr: bigint;
  readonly size: number;
  /** Copies bytes out of the memory; throws RangeError outside it. */
  read(at: number, length: number): Uint8Array;
  /** Copies bytes into the memory; throws RangeError outside it. */
  write(at: number, data: Uint8Array): void;
  free(): void;
}

/** Equal preads or pwrites: `bytes` are written, or as many read each time. */
export interface EqualCalls {
  readonly fd: number;
  readonly write: boolean;
  readonly bytes: Uint8Array;
  /** Call i goes to `position + i * stride`; with a `span` other than 0 the walk starts over after that many bytes. */
  readonly position: bigint;
  readonly stride: number;
  readonly span: number;
  /** Bytes a successful call moves, where its return value counts something else. */
  readonly moved?: number;
  /** The burst ends after this many calls, or when the clock shows `untilNs`, or at ENODEV; absent = no such limit. */
  readonly count?: number;
  readonly untilNs?: bigint;
  /** Calls a second, all threads together; absent = as fast as it goes. */
  readonly rate?: number;
  /** 1 to 8 threads, each making its share of the calls. */
  readonly threads: number;
}

/** Little-endian columns with one entry a call: u64 start ns, u32 duration ns (saturating), s32 bytes moved or -errno. */
export interface CallColumns {
  readonly startNs: Uint8Array;
  readonly durationNs: Uint8Array;
  readonly result: Uint8Array;
}

/** What one drain brought. Calls whose entry nobody drained in time are made and counted all the same. */
export interface Drained {
  /** Entries put into the columns, in the order of their starts as far as they are known. */
  readonly made: number;
  /** Calls since the last drain that have no entry. */
  readonly dropped: number;
  /** Bytes moved by and errors among these calls, with an entry and without. */
  readonly bytes: number;
  readonly errors: number;
  /** A call was answered ENODEV, which ended the burst. */
  readonly gone: boolean;
  /** The burst has ended and nothing is left to drain. */
  readonly done: boolean;
}

/** Calls being made by threads of their own, which keep one entry a call in a ring. */
export interface NativeBurst {
  /** Resolves when there is much to drain or the burst ended, at the latest after `timeoutMs`. */
  ready(timeoutMs: number): Promise<void>;
  drain(into: CallColumns): Drained;
  /** No call begins after this; those under way are not waited for. */
  stop(): void;
  /** Resolves when no thread makes calls any more. */
  readonly ended: Promise<void>;
}

export interface Syscalls {
  /** True when times and behaviour are modelled, not measured. */
  readonly modelled: boolean;
  /** Monotonic nanoseconds of this kernel's clock. */
  now(): bigint;
  /**
   * Resolves when `now()` has reached `untilNs` and does not run ahead of the wall clock: a real clock sleeps, a modelled one that
   * keeps pace with the wall lets the wall catch up, a virtual one jumps. Absent = `now()` is the wall's own monotonic clock.
   */
  idle?(untilNs: bigint): Promise<void>;
  open(path: string): SyscallResult | Promise<SyscallResult>;
  close(fd: number): SyscallResult | Promise<SyscallResult>;
  /** `arg` is a structure in host byte order (answered in `out`), a number passed by value, or nothing. */
  ioctl(fd: number, request: number, arg?: Uint8Array | number): SyscallResult | Promise<SyscallResult>;
  pread(fd: number, position: bigint, length: number): SyscallResult | Promise<SyscallResult>;
  pwrite(fd: number, position: bigint, data: Uint8Array): SyscallResult | Promise<SyscallResult>;
  /** Starts making equal calls on threads of its own. Absent = they are made one by one. Throws when there are no threads to be had. */
  startBurst?(calls: EqualCalls): NativeBurst;
  eventfd(): SyscallResult;
  /**
   * Calls `heard` with what an eventfd counted, each time it was signalled, and clears it; what it counted before is heard too.
   * Answers how to end that, which must be done before `fd` is closed. Nothing is heard after that, nor before this returns.
   */
  watchEvent(fd: number, heard: (count: bigint) => void): () => void;
  /** Maps a region for `mmioRead` and `mmioWrite`; its memory is never read or written in another way. `address` is 0 on failure. */
  mapRegion?(fd: number, offset: bigint, length: number): SyscallResult & { readonly address: bigint };
  unmapRegion?(address: bigint): SyscallResult;
  /** s390_pci_mmio_read inside a mapped region: ENOSYS on other machines. Throws RangeError outside it. */
  mmioRead?(address: bigint, length: number): SyscallResult;
  /** s390_pci_mmio_write, as above. */
  mmioWrite?(address: bigint, data: Uint8Array): SyscallResult;
  allocate(size: number): DmaMemory;
  /**
   * The measurement block of a function, as of its last update; undefined when it has none. Absent = this kernel gives the text of
   * debugfs instead.
   */
  measurementBlock?(address: string): Uint8Array | undefined;
  /** Raw sysfs attributes of the function, name -> content; empty where there is no sysfs. */
  attributes(address: string): Readonly<Record<string, Uint8Array>>;
}
