import type { KnownFunction } from '../../../native-bridge/contract/facts.ts';
import type { Program } from '../program.ts';
import { type RequestStep, resolveStep } from '../programs/resolve.ts';
import { initialVariables, walk } from '../programs/walk.ts';
import { dangersOf, type FoundDanger } from './index.ts';

/** Rounds of a repeat that are looked at; what only a later one does is asked about when its turn comes. */
const ROUNDS = 2;
const MOST_STEPS = 10_000;

/**
 * The dangers of a program's steps, each once, with the first step that has it. A step whose values are known only when it runs is looked
 * at then.
 */
export function dangersOfProgram(program: Program, target: KnownFunction): FoundDanger[] {
  const found = new Map<string, FoundDanger>();
  const variables = initialVariables(program);
  let steps = 0;
  for (const { step, path } of walk(program.steps, variables, ROUNDS)) {
    if (steps++ === MOST_STEPS) break;
    if (step.kind === 'pause') continue;
    for (const danger of dangersOfStep(step as RequestStep, variables, target))
      if (!found.has(danger.id)) found.set(danger.id, { ...danger, why: `${path}: ${danger.why}` });
  }
  return [...found.values()];
}

function dangersOfStep(step: RequestStep, variables: Parameters<typeof resolveStep>[1], target: KnownFunction) {
  try {
    return dangersOf(resolveStep(step, variables), target);
  } catch {
    return [];
  }
}
