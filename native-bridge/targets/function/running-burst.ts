import type { Burst } from '../target.ts';

/** A burst as the function it runs on sees it. */
export interface RunningBurst extends Burst {
  /** Resolves when no thread of it makes calls any more: descriptors are closed after that. */
  readonly ended: Promise<void>;
}

/** Takes its turn between the requests of a function. */
export type Queued = <T>(work: () => Promise<T>) => Promise<T>;
