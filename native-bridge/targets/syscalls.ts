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

/** Equal preads or pwrites in a row: `bytes` are written, or read into each time. */
export interface EqualCalls {
  readonly fd: number;
  readonly write: boolean;
  readonly position: bigint;
  readonly bytes: Uint8Array;
  /** Stops after this many, or when the clock shows `untilNs`, or at ENODEV. */
  readonly count: number;
  readonly untilNs: bigint;
}

/** Little-endian columns with one entry a call: u64 start ns, u32 duration ns (saturating), s32 bytes moved or -errno. */
export interface CallColumns {
  readonly startNs: Uint8Array;
  readonly durationNs: Uint8Array;
  readonly result: Uint8Array;
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
  /** Makes equal calls without coming back in between, and tells how many. Absent = they are made one by one. */
  burst?(calls: EqualCalls, into: CallColumns): number;
  eventfd(): SyscallResult;
  /** Reads and clears an eventfd counter, waiting up to `timeoutMs`; 0n when nothing came in time. */
  readEvent(fd: number, timeoutMs: number): Promise<bigint>;
  allocate(size: number): DmaMemory;
  /** Raw sysfs attributes of the function, name -> content; empty where there is no sysfs. */
  attributes(address: string): Readonly<Record<string, Uint8Array>>;
}
