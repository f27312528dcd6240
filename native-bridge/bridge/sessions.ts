import { WorkbenchError } from '../contract/errors.ts';
import { MAX_BURSTS, MAX_OPEN_TARGETS } from '../contract/limits.ts';
import type { Burst, Target, TargetEvent } from '../targets/target.ts';
import { Registry } from './registry.ts';
import { SlicedBurst } from './sliced-burst.ts';

/** The open targets and running bursts of one conversation, by the numbers the other side knows them by. */
export class Sessions {
  readonly #targets = new Registry<Target>('target', MAX_OPEN_TARGETS);
  readonly #bursts = new Registry<{ readonly target: number; readonly burst: SlicedBurst }>('burst', MAX_BURSTS);
  readonly #announce: (target: number, event: TargetEvent) => void;
  #closed = false;

  constructor(announce: (target: number, event: TargetEvent) => void) {
    this.#announce = announce;
  }

  /** Keeps what `open` opens. When the conversation ended meanwhile it is closed again. */
  async open(open: () => Promise<Target>): Promise<number> {
    this.#targets.checkRoom();
    const target = await open();
    if (this.#closed) {
      await target.close();
      throw new WorkbenchError({ code: 'closed', message: 'The connection was closed.', op: 'target.open' });
    }
    const id = this.#targets.add(target);
    target.onEvent((event) => this.#announce(id, event));
    return id;
  }

  target(id: number): Target {
    return this.#targets.get(id);
  }

  startBurst(target: number, start: (target: Target) => Burst): { id: number; burst: SlicedBurst } {
    this.#bursts.checkRoom();
    const burst = new SlicedBurst(start(this.target(target)));
    return { id: this.#bursts.add({ target, burst }), burst };
  }

  burst(id: number): SlicedBurst {
    return this.#bursts.get(id).burst;
  }

  /** A burst that ended is forgotten. */
  endBurst(id: number): void {
    this.#bursts.remove(id);
  }

  async close(id: number): Promise<void> {
    const target = this.#targets.get(id);
    this.#targets.remove(id);
    for (const [key, { target: owner, burst }] of this.#bursts.entries()) {
      if (owner !== id) continue;
      burst.stop();
      this.#bursts.remove(key);
    }
    await target.close();
  }

  /** Releases everything, the newest first; one that fails does not keep the others. */
  async closeAll(): Promise<void> {
    this.#closed = true;
    const ids = this.#targets.entries().map(([id]) => id);
    for (const id of ids.reverse()) await this.close(id).catch(() => {});
  }
}
