import type { Program, Step } from '../../../electron/contract/program.ts';
import { UnknownYet, type Variables } from '../../../electron/contract/programs/expression.ts';
import { judge } from '../../../electron/contract/programs/judge.ts';
import { type RequestStep, resolveStep } from '../../../electron/contract/programs/resolve.ts';
import { initialVariables } from '../../../electron/contract/programs/walk.ts';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo } from '../../../native-bridge/contract/errors.ts';
import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import type { FunctionView, Plan } from '../../../native-bridge/contract/requests/kind.ts';
import { fieldsOf, missingFields } from './fields.ts';
import { type FormFinding, formFinding } from './mend.ts';

/** What sending a step now would do: the request, its plan, or why there is none. Nothing is sent. */
export interface Intent {
  readonly request?: Request;
  readonly plan?: Plan;
  /** Rules it breaks in the kernel's order, then what will come of it, in the form's own fields. */
  readonly findings?: readonly FormFinding[];
  /** The step is not complete, or names what does not exist. */
  readonly problem?: ErrorInfo;
  /** A value comes from an earlier answer and is known only when the program runs. */
  readonly later?: string;
}

/** Variables as they are before the first step; what steps save is known later. */
export function variablesOf(program: Program, steps: readonly Step[]): Variables {
  const variables = initialVariables(program);
  for (const step of steps) {
    if (step.kind === 'repeat' && 'as' in step && step.as) variables.set(String(step.as), 0n);
    for (const { name } of ('save' in step && (step as RequestStep).save) || []) variables.set(name, undefined);
  }
  return variables;
}

export const isRequest = (step: Step): step is RequestStep => step.kind !== 'pause' && step.kind !== 'repeat';

/** The dry run of one step against the function as it is now. Never throws. */
export function intentOf(step: RequestStep, variables: () => Variables, view: FunctionView | undefined): Intent {
  const missing = missingFields(fieldsOf(requestKind(step.kind).schema), step);
  if (missing.length > 0) return { problem: incomplete(missing.map(({ name }) => name)) };
  try {
    const request = resolveStep(step, variables());
    if (!view) return { request };
    const { plan, cautions, refused } = judge(request, view);
    if (refused) return { request, problem: refused };
    const findings = [...plan.verdict.broken, ...cautions].map((found) => formFinding(found, step, view));
    return { request, plan, findings };
  } catch (thrown) {
    const { message, code } = errorInfo(thrown);
    return thrown instanceof UnknownYet ? { later: message } : { problem: { code, message } };
  }
}

const incomplete = (names: readonly string[]): ErrorInfo => ({
  code: 'incomplete',
  message: `Fill in ${names.join(' and ')}.`,
});
