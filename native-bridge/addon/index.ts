import { createRequire } from 'node:module';
import { WorkbenchError } from '../contract/errors.ts';

/** rc, errno, start and duration (ns, CLOCK_MONOTONIC) of one system call. rc is -1 on failure. */
export type Answer = readonly [rc: number, errno: number, startNs: bigint, durationNs: bigint];

/** The native calls, one to one. Positions and addresses are unsigned 64-bit; wrong types throw TypeError or RangeError. */
export interface Addon {
  open(path: string): Answer;
  close(fd: number): Answer;
  /** A Uint8Array is passed by address and answered in place; a number is passed by value. */
  ioctl(fd: number, request: number, argument: Uint8Array | number): Answer;
  pread(fd: number, position: bigint, into: Uint8Array): Answer;
  pwrite(fd: number, position: bigint, data: Uint8Array): Answer;
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
}

/** Beside the source, beside a bundle that was copied to another machine, and where a bundle finds the source tree. */
const PLACES = ['./build/zpci.node', './zpci.node', '../../native-bridge/addon/build/zpci.node'];

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
