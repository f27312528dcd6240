import type { Drained } from '../contract/bridge-contract.ts';
import { Slicer } from '../contract/throughput/slicer.ts';
import type { TimeSlice } from '../contract/throughput/time-slice.ts';
import type { Burst } from '../targets/target.ts';

/** A burst whose throughput is counted here, beside its operations: whoever watches is told slices and looks at no operation. */
export class SlicedBurst {
  readonly #burst: Burst;
  readonly #slicer: Slicer;
  #closed: TimeSlice[] = [];

  constructor(burst: Burst) {
    this.#burst = burst;
    this.#slicer = new Slicer((slice) => this.#closed.push(slice));
  }

  get path(): Burst['path'] {
    return this.#burst.path;
  }

  async drain(): Promise<Drained> {
    const drained = await this.#burst.drain();
    this.#slicer.add(drained);
    if (drained.done) this.#slicer.end();
    const slices = this.#closed;
    this.#closed = [];
    return { ...drained, slices };
  }

  stop(): void {
    this.#burst.stop();
  }
}
