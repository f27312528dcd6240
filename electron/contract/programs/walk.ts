import type { Program, Step } from '../program.ts';
import type { RequestStep } from './resolve.ts';
import { isRepeat } from './steps.ts';
import { resolveVariables } from './variables.ts';

/** A step about to be taken, with its place: `steps[2].steps[0]`, the variables as they are, and the count of repeats around it. */
export interface Visit {
  readonly step: RequestStep | { kind: 'pause'; ms: number; name?: string };
  readonly path: string;
}

/** Variables at the start of a program. They may refer to each other in any order. Throws as `resolveVariables`. */
export const initialVariables = (program: Program): Map<string, bigint | undefined> =>
  resolveVariables(program.vars ?? {});

/**
 * Visits the steps in the order they run, repeats unrolled up to `maxRounds` each; repeat counters are set in `variables`.
 * Lazy: a billion rounds take no memory.
 */
export function* walk(
  steps: readonly Step[],
  variables: Map<string, bigint | undefined>,
  maxRounds = Number.POSITIVE_INFINITY,
  path = 'steps',
): Generator<Visit> {
  for (const [index, step] of steps.entries()) {
    const here = `${path}[${index}]`;
    if (!isRepeat(step)) yield { step: step as Visit['step'], path: here };
    else
      for (let round = 0; round < Math.min(step.count, maxRounds); round++) {
        if (step.as) variables.set(step.as, BigInt(round));
        yield* walk(step.steps, variables, maxRounds, `${here}.steps`);
      }
  }
}

/** Steps a run takes, pauses included; exact for any count of repeats. */
export function stepCount(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + (isRepeat(step) ? step.count * stepCount(step.steps) : 1), 0);
}
