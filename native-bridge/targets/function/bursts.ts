import type { BurstSpec } from '../../contract/bridge-contract.ts';
import { requestKind } from '../../contract/requests/index.ts';
import { startBurst } from './burst.ts';
import type { Engine } from './engine.ts';
import type { Queued, RunningBurst } from './running-burst.ts';

/** The bursts of one open function. */
export class Bursts {
  readonly #running = new Map<RunningBurst, { readonly writes: boolean }>();

  /** Throws what planning the first operation throws, and `absent` for threads where there are none. */
  start(engine: Engine, spec: BurstSpec, queued: Queued): RunningBurst {
    const burst = startBurst(engine, spec, queued);
    this.#running.set(burst, { writes: requestKind(spec.op).writes });
    return burst;
  }

  /** No operation of a burst that changes something begins after this: the function is disarmed. */
  stopWriting(): void {
    for (const [burst, { writes }] of this.#running) if (writes) burst.stop();
  }

  /** No operation begins after this. Resolves when those under way came back, which a call that is stuck never does. */
  async stop(): Promise<void> {
    for (const burst of this.#running.keys()) burst.stop();
    await Promise.all([...this.#running.keys()].map(({ ended }) => ended));
  }
}
