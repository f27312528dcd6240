import type { RepeatStep, Step } from '../program.ts';

export const isRepeat = (step: Step): step is RepeatStep => step.kind === 'repeat';

/** A step that does something itself, with its place: `steps[2].steps[0]`. */
export interface PlacedStep {
  readonly step: Exclude<Step, RepeatStep>;
  readonly path: string;
}

/** Every such step once, in order, those inside `repeat` included. */
export function* placedSteps(steps: readonly Step[], path = 'steps'): Generator<PlacedStep> {
  for (const [index, step] of steps.entries()) {
    const here = `${path}[${index}]`;
    if (isRepeat(step)) yield* placedSteps(step.steps, `${here}.steps`);
    else yield { step, path: here };
  }
}
