import type { Program, Step } from '../../../electron/contract/program.ts';
import { isRepeat } from '../../../electron/contract/programs/steps.ts';

/** Editing the steps of a program by their place. Every function gives a new program and leaves the old one alone. */

/** Place of a step: `[2, 0]` is the first step inside the third one. */
export type StepPath = readonly number[];

export interface StepRow {
  readonly path: StepPath;
  readonly step: Step;
}

/** `steps[2].steps[0]`: the place as checks and errors write it. */
export const pathText = (path: StepPath) => path.map((index) => `steps[${index}]`).join('.');

/** The place that `pathText` writes so. */
export const placeOf = (text: string): StepPath => [...text.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index));

/** Steps in reading order, those inside repeats below them. */
export function stepRows(steps: readonly Step[], above: StepPath = []): readonly StepRow[] {
  return steps.flatMap((step, index) => {
    const path = [...above, index];
    return [{ path, step }, ...(isRepeat(step) ? stepRows(step.steps, path) : [])];
  });
}

/** The step at a place, or undefined when there is none. */
export function stepAt(program: Program, [first, ...rest]: StepPath): Step | undefined {
  let step = program.steps[first ?? -1];
  for (const index of rest) step = step && isRepeat(step) ? step.steps[index] : undefined;
  return step;
}

/** Applies `change` to the list of steps that holds the last index of the path. */
function changeList(steps: readonly Step[], path: StepPath, change: (list: Step[], index: number) => Step[]): Step[] {
  const [index = 0, ...rest] = path;
  if (rest.length === 0) return change([...steps], index);
  return steps.map((step, at) =>
    at === index && isRepeat(step) ? { ...step, steps: changeList(step.steps, rest, change) } : step,
  );
}

const edit = (program: Program, path: StepPath, change: (list: Step[], index: number) => Step[]): Program => ({
  ...program,
  steps: changeList(program.steps, path, change),
});

export const replaceStep = (program: Program, path: StepPath, step: Step): Program =>
  edit(program, path, (list, index) => list.with(index, step));

export const removeStep = (program: Program, path: StepPath): Program =>
  edit(program, path, (list, index) => list.toSpliced(index, 1));

const sibling = (path: StepPath, by: number): StepPath => [...path.slice(0, -1), path.at(-1)! + by];

export interface Placed {
  readonly program: Program;
  /** Where the step is now. */
  readonly path: StepPath;
}

/** Puts steps behind the one at `path`, or at the end when there is none. */
export function insertAfter(program: Program, path: StepPath | undefined, ...added: readonly Step[]): Placed {
  if (!path || !stepAt(program, path))
    return { program: { ...program, steps: [...program.steps, ...added] }, path: [program.steps.length] };
  const placed = edit(program, path, (list, index) => list.toSpliced(index + 1, 0, ...added));
  return { program: placed, path: sibling(path, 1) };
}

/** Moves a step up or down among its neighbours; at the edge nothing happens. */
export function moveStep(program: Program, path: StepPath, by: -1 | 1): Placed {
  const to = sibling(path, by);
  const [step, other] = [stepAt(program, path), stepAt(program, to)];
  if (!step || !other) return { program, path };
  return { program: replaceStep(replaceStep(program, path, other), to, step), path: to };
}

/** The place to stand at after a removal: the same index, the one before, or the parent. */
export function nearestPath(program: Program, path: StepPath): StepPath {
  if (path.length === 0 || stepAt(program, path)) return path;
  const before = sibling(path, -1);
  return stepAt(program, before) ? before : path.slice(0, -1);
}
