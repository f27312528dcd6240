import { createRequire } from 'node:module';
import { WorkbenchError } from '../contract/errors.ts';

/** rc, errno, start and duration (ns, CLOCK_MONOTONIC) of one system call. rc is -1 on failure. */
export type Answer = readonly [rc: number, errno: number, startNs: bigint, durationNs: bigint];

declare const burst: unique symbol;
/** A burst inside the addon; it ends and is given back when nothing holds it any more. */
export type BurstHandle = { readonly [burst]: true };

/** What one drain brought: see `Drained` of the seam. */
export type DrainAnswer = readonly [
  made: number,
  dropped: number,
  bytes: number,
  errors: number,
  gone: 0 | 1,
  done: 0 | 1,
];

/** The native calls, one to one. Positions and addresses are unsigned 64-bit; wrong types throw TypeError or RangeError. */
export interface Addon {
  open(path: string): Answer;
  close(fd: number): Answer;
  /** A Uint8Array is passed by address and answered in place; a number is passed by value. */
  ioctl(fd: number, request: number, argument: Uint8Array | number): Answer;
  pread(fd: number, position: bigint, into: Uint8Array): Answer;
  pwrite(fd: number, position: bigint, data: Uint8Array): Answer;
  /**
   * Equal preads or pwrites made by 1 to 8 threads of their own: call i at `position + i * stride`, starting over after `span` bytes
   * unless that is 0. `moved` replaces the bytes a successful call says it moved unless it is negative. Ends after `count` calls, when
   * the clock shows `untilNs`, at ENODEV or when stopped. `rate` is in calls a second, 0 = as fast as it goes.
   */
  startBurst(
    fd: number,
    write: boolean,
    bytes: Uint8Array,
    position: bigint,
    stride: number,
    span: number,
    moved: number,
    count: bigint,
    untilNs: bigint,
    rate: number,
    threads: number,
  ): BurstHandle;
  /** Fills little-endian columns, one entry a call: u64 start, u32 duration, s32 bytes or -errno. */
  drainBurst(burst: BurstHandle, starts: Uint8Array, durations: Uint8Array, results: Uint8Array): DrainAnswer;
  /** No call begins after this; does not wait for those under way. */
  stopBurst(burst: BurstHandle): void;
  /** Whether no thread makes calls any more. */
  burstEnded(burst: BurstHandle): boolean;
  /** An eventfd that is signalled when there is much to drain and when the burst ended. */
  burstEvent(burst: BurstHandle): number;
  eventfd(): Answer;
  /** Hands each count of an eventfd to `heard`, on the loop of this environment; answers a number for `unwatch`. */
  watch(fd: number, heard: (count: bigint) => void): number;
  /** Nothing is heard afterwards; to be called before the descriptor is closed. */
  unwatch(watch: number): void;
  now(): bigint;
  /** Address of zeroed pages that stay with the addon until `free` or the end of the environment. */
  allocate(size: number): bigint;
  copyOut(address: bigint, into: Uint8Array): void;
  copyIn(address: bigint, data: Uint8Array): void;
  free(address: bigint): void;
  /** mmap of a region; its memory is reached by `mmioRead` and `mmioWrite` only. The address is 0 on failure. */
  mapRegion(fd: number, offset: bigint, length: number): readonly [...Answer, address: bigint];
  unmapRegion(address: bigint): Answer;
  /** s390_pci_mmio_read; ENOSYS on other machines. RangeError outside what is mapped. */
  mmioRead(address: bigint, into: Uint8Array): Answer;
  mmioWrite(address: bigint, data: Uint8Array): Answer;
}

const PREBUILT = `prebuilt/${process.platform}-${process.arch}/zpci.node`;

/** Where a bundle finds the source tree. */
const ROOM = '../../native-bridge/addon';

/**
 * Beside a bundle that was copied to another machine; compiled on this one (the build takes it away when its sources are others);
 * prebuilt, beside the bundle of a package or in the source tree.
 */
const PLACES = ['./zpci.node', './build/zpci.node', `${ROOM}/build/zpci.node`, `./${PREBUILT}`, `${ROOM}/${PREBUILT}`];

let loaded: Addon | undefined;

/** Loads the addon when it is first needed. Throws `no-addon` with what mends it. */
export function loadAddon(): Addon {
  loaded ??= firstOf(PLACES);
  return loaded;
}

function firstOf(places: readonly string[]): Addon {
  const require = createRequire(import.meta.url);
  const causes: string[] = [];
  for (const place of places) {
    try {
      return require(place) as Addon;
    } catch (thrown) {
      causes.push(thrown instanceof Error ? thrown.message.split('\n')[0]! : String(thrown));
    }
  }
  throw new WorkbenchError({
    code: 'no-addon',
    message: `The native addon (zpci.node) could not be loaded for Node ${process.version} on ${process.arch}.`,
    next: 'Build it here with a C compiler installed: node native-bridge/addon/build.mjs',
    op: 'target.open',
    details: { causes },
  });
}
