import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { ReplayProgress } from '../../contract/replay/messages.ts';
import type { LiveSession } from '../session.ts';
import type { Plan } from './plan.ts';
import { Replay, type ReplayOptions } from './replay.ts';

/** Windows hear of a replay at most ten times a second. */
const PERIOD_MS = 100;
/** Finished replays whose divergences can still be asked for. */
const KEPT = 16;

interface Started {
  readonly session: LiveSession;
  readonly plan: Plan;
  readonly options: ReplayOptions;
  /** Arms the session first. */
  readonly arm: boolean;
  /** File that the session is recorded into meanwhile. */
  readonly path?: string;
}

/** The replays of all sessions, by number; they go on without windows. */
export class Replays {
  readonly #tell: (progress: ReplayProgress) => void;
  readonly #replays = new Map<number, Replay>();
  #last = 0;

  constructor(tell: (progress: ReplayProgress) => void) {
    this.#tell = tell;
  }

  get(id: number): Replay {
    const replay = this.#replays.get(id);
    if (replay) return replay;
    throw new WorkbenchError({ code: 'bad-request', message: `There is no replay ${id}.`, next: 'Send again.' });
  }

  /** Starts one; gives its number. Throws as `Replay.check`, `busy` and `write-failed`. */
  async start({ session, plan, options, arm, path }: Started): Promise<number> {
    const id = ++this.#last;
    let recorded: string | undefined;
    const teller = new Teller(
      (): ReplayProgress => ({ replay: id, session: session.id, ...replay.progress, path: recorded }),
      this.#tell,
    );
    const replay = new Replay(session, plan, { ...options, sent: () => teller.later() });
    replay.check(arm);
    session.refuseBusy();
    if (arm && !session.describe().state.armed) await session.arm(true);
    if (path !== undefined) await session.startRecording(path);
    this.#keep(id, replay);
    void replay.run().finally(async () => {
      teller.now();
      if (path === undefined) return;
      await replay.settled();
      await session.stopRecording().catch(() => {});
      recorded = path;
      teller.now();
    });
    return id;
  }

  #keep(id: number, replay: Replay): void {
    this.#replays.set(id, replay);
    for (const [old, one] of this.#replays) {
      if (this.#replays.size <= KEPT) return;
      if (one.progress.finished) this.#replays.delete(old);
    }
  }
}

/** Tells progress now, or later once for all that came meanwhile. */
class Teller {
  readonly #progress: () => ReplayProgress;
  readonly #tell: (progress: ReplayProgress) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(progress: () => ReplayProgress, tell: (progress: ReplayProgress) => void) {
    this.#progress = progress;
    this.#tell = tell;
  }

  later(): void {
    this.#timer ??= setTimeout(() => this.now(), PERIOD_MS);
    this.#timer.unref();
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tell(this.#progress());
  }
}
