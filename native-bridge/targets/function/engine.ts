import type { Syscalls } from '../syscalls.ts';
import type { Buffers } from './buffers.ts';
import type { FunctionState } from './function-state.ts';
import type { Interrupts } from './interrupts.ts';
import type { Descriptors } from './opening/index.ts';
import type { FunctionPlace } from './place.ts';
import type { RegionMaps } from './region-maps.ts';

/** Everything an open function consists of. */
export interface Engine {
  readonly kernel: Syscalls;
  readonly place: FunctionPlace;
  readonly descriptors: Descriptors;
  readonly buffers: Buffers;
  readonly interrupts: Interrupts;
  readonly maps: RegionMaps;
  readonly state: FunctionState;
  /** To be told once the function answers ENODEV to an access. */
  readonly gone: (message: string) => void;
}
