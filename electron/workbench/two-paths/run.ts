import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Step } from '../../contract/program.ts';
import { type RequestStep, resolveStep } from '../../contract/programs/resolve.ts';
import { initialVariables, walk } from '../../contract/programs/walk.ts';
import { longestStore } from '../../contract/two-paths/lanes.ts';
import type { LanePart, TwoPathsOrder } from '../../contract/two-paths/messages.ts';
import { twoPathsProgram, twoPathsSteps } from '../../contract/two-paths/program.ts';
import { mismatch } from '../programs/expect.ts';
import { savedValue } from '../programs/save.ts';
import type { Hands, LiveSession } from '../session.ts';
import { LaneRun } from './lane-run.ts';

/**
 * Stores one payload in every way there is, one request a store, lane after lane; `tell` hears of each lane while it runs. Throws
 * `not-armed`, `bad-request` for a payload longer than a store block, `busy`, and what keeps the peer from being looked at.
 */
export async function runTwoPaths(
  session: LiveSession,
  order: TwoPathsOrder,
  tell: (part: LanePart) => void,
): Promise<void> {
  const { snapshot, state } = session.describe();
  if (!state.armed) throw notArmed();
  if (order.length > longestStore(snapshot)) throw tooLong(order.length, longestStore(snapshot));
  const ground = { paths: snapshot.paths, buffers: state.buffers };
  const program = twoPathsProgram(order, ground);
  const { functions, before, lanes, after } = twoPathsSteps(order, ground);
  await session.occupy(program.name, functions, async (hands) => {
    session.log.program(program);
    const walker = new Walker(hands, initialVariables(program));
    await walker.all(before);
    try {
      for (const { id, steps } of lanes) {
        if (steps.length > 0) await walker.lane(steps, new LaneRun(id, snapshot.byteOrder, tell));
      }
    } finally {
      await walker.all(after, false);
    }
  });
}

/** Takes steps one by one, with the variables that answers were saved in. */
class Walker {
  readonly #hands: Hands;
  readonly #variables: Map<string, bigint | undefined>;

  constructor(hands: Hands, variables: Map<string, bigint | undefined>) {
    this.#hands = hands;
    this.#variables = variables;
  }

  /** Takes all the steps; throws what the first one that is not as expected says. Those after a stop are left out when `stops`. */
  async all(steps: readonly Step[], stops = true): Promise<void> {
    for (const { step } of walk(steps, this.#variables)) {
      if (stops && this.#hands.stop.aborted) return;
      const { outcome, name } = await this.#take(step as RequestStep);
      const failure = mismatch((step as RequestStep).expect, outcome, this.#variables);
      if (failure) throw unexpected(name, failure);
    }
  }

  /** What is not as expected in a lane is its result, not an error; what the kernel refuses ends the lane. */
  async lane(steps: readonly Step[], run: LaneRun): Promise<void> {
    try {
      for (const { step } of walk(steps, this.#variables)) {
        if (this.#hands.stop.aborted) throw stopped();
        const { outcome } = await this.#take(step as RequestStep);
        const why = run.take(step, outcome);
        if (why) throw new WorkbenchError(why);
      }
      run.end();
    } catch (thrown) {
      run.end(thrown);
    }
  }

  async #take(step: RequestStep) {
    const { outcome } = await this.#hands.send(resolveStep(step, this.#variables), step.on);
    for (const save of step.save ?? []) this.#variables.set(save.name, savedValue(save, outcome.data));
    return { outcome, name: step.name ?? step.kind };
  }
}

const notArmed = () =>
  new WorkbenchError({
    code: 'not-armed',
    message: 'The target is read-only: nothing was stored.',
    next: 'Arm it first.',
    op: 'two-paths.run',
  });

const tooLong = (length: number, most: number) =>
  new WorkbenchError({
    code: 'bad-request',
    message: `${length} bytes exceed the longest store block of the function, ${most} bytes.`,
    next: 'Choose a shorter payload.',
    op: 'two-paths.run',
  });

const stopped = () => new WorkbenchError({ code: 'cancelled', message: 'The run was stopped.' });

const unexpected = (name: string, failure: string) =>
  new WorkbenchError({
    code: 'not-as-expected',
    message: `${name}: ${failure}. The lanes were not sent.`,
    next: 'Leave the peer empty to store without looking at the other side.',
    op: 'two-paths.run',
  });
