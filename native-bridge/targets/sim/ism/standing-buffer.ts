import type { DirectMemoryBuffer } from './dmb.ts';

/** As far as the 23 offset bits of a move reach. */
const LENGTH = 1 << 23;

/**
 * The buffer with token 0, which belongs to the simulated channel itself: stores work on a channel with a single open function.
 * Real channels have none. Signals go nowhere.
 */
export function standingBuffer(): DirectMemoryBuffer {
  let memory: Uint8Array | undefined;
  return {
    length: LENGTH,
    write: (at, data) => {
      memory ??= new Uint8Array(LENGTH);
      memory.set(data, at);
      return true;
    },
    signal: () => {},
  };
}
