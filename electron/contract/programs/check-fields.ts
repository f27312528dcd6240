import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import type { Program, RepeatStep, Step } from '../program.ts';
import { checkExpectation } from './expectation.ts';
import { badProgram, UnknownYet, type Variables } from './expression.ts';
import { COMMON_FIELDS, type RequestStep, resolveStep } from './resolve.ts';
import { rowSet } from './rows.ts';
import { isRepeat, placedSteps } from './steps.ts';
import { initialVariables } from './walk.ts';

/**
 * Refuses a program with a step that could never be sent: an unknown or missing field, a value out of bounds, a variable that nothing
 * declares. What depends on answers is left to the run. Throws `bad-program` or `unknown-variable` with step and field in one line.
 */
export function checkFields(program: Program, source: string): void {
  checkRows(program, source);
  const variables = declaredVariables(program);
  for (const { step, path } of placedSteps(program.steps))
    if (step.kind !== 'pause') checkStep(step as RequestStep, variables, `${source}: ${path}`);
}

function checkStep(step: RequestStep, variables: Variables, place: string): void {
  checkNames(step, place);
  try {
    checkExpectation(step.expect, variables);
    resolveStep(step, variables);
  } catch (thrown) {
    if (thrown instanceof UnknownYet) return;
    const info = errorInfo(thrown);
    throw new WorkbenchError({ ...info, message: `${place}.${info.message}` });
  }
}

/** Rows that are listed are looked at one by one, those of a sweep axis by axis. */
function checkRows(program: Program, source: string): void {
  try {
    const rows = rowSet(program);
    if (Array.isArray(program.rows)) for (let index = 0; index < rows.count; index++) rows.at(index);
  } catch (thrown) {
    const info = errorInfo(thrown);
    throw new WorkbenchError({ ...info, message: `${source}: ${info.message}` });
  }
}

function checkNames(step: RequestStep, place: string): void {
  const known = shapeOf(step.kind);
  const unknown = Object.keys(step).find((field) => !COMMON_FIELDS.has(field) && !known.has(field));
  if (unknown) throw badProgram(`${place}.${unknown}: ${step.kind} has no such field.`);
}

const shapeOf = (kind: string): ReadonlySet<string> =>
  new Set(Object.keys((requestKind(kind).schema as unknown as { shape: object }).shape));

/** Variables of the program: declared ones with their values, saved ones and repeat counters as known only when it runs. */
function declaredVariables(program: Program): Variables {
  const variables = initialVariables(program);
  for (const { step } of placedSteps(program.steps))
    for (const { name } of (step as RequestStep).save ?? []) variables.set(name, undefined);
  for (const { as } of repeats(program.steps)) if (as) variables.set(as, undefined);
  return variables;
}

function* repeats(steps: readonly Step[]): Generator<RepeatStep> {
  for (const step of steps.filter(isRepeat)) {
    yield step;
    yield* repeats(step.steps);
  }
}
