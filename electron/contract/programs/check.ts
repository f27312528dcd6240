import type { LiveState, Request, Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { errorInfo, errorLine } from '../../../native-bridge/contract/errors.ts';
import { type KnownFunction, knownOf, viewIn } from '../../../native-bridge/contract/facts.ts';
import type { Plan } from '../../../native-bridge/contract/requests/kind.ts';
import type { BrokenRule, Caution } from '../../../native-bridge/rules/types.ts';
import type { Program } from '../program.ts';
import { stateAfter } from './effect.ts';
import { expectationOf } from './expectation.ts';
import { UnknownYet } from './expression.ts';
import { type Judgement, judge } from './judge.ts';
import { type RequestStep, resolveStep } from './resolve.ts';
import { rowSet } from './rows.ts';
import { initialVariables, walkRows } from './walk.ts';

/** What is known of a function beforehand. */
export interface CheckedFunction {
  readonly snapshot: Snapshot;
  readonly state: LiveState;
}

/** What is known of a step before it is sent. */
export interface StepCheck {
  readonly path: string;
  /** Row it was checked with, from 0; absent when the program has but one. */
  readonly row?: number;
  readonly kind: string;
  readonly name?: string;
  /** Rules it would break, in kernel order. */
  readonly broken: readonly BrokenRule[];
  /** What will come of it beside an errno. */
  readonly cautions: readonly Caution[];
  /** Errno the kernel would answer. */
  readonly predicted?: string;
  /** The step expects just this errno. */
  readonly expected: boolean;
  /** Why it cannot be sent at all. */
  readonly refused?: string;
  /** Why it cannot be checked: `depends on $token, which is known only when the program runs.` */
  readonly unknown?: string;
}

/** Rounds of a repeat that a check looks at: the first shows what all break, the second what repeating breaks. */
const CHECKED_ROUNDS = 2;

/** Rows that are looked at while typing: the first ones and the last. */
export const SAMPLED_ROWS = 16;

/** What is known of a program before it runs. */
export interface ProgramCheck {
  readonly steps: readonly StepCheck[];
  /** There are further steps than the first `MAX_CHECKED`, which were not looked at. */
  readonly cut: boolean;
}

/** Steps looked at; a longer program is checked up to here. */
export const MAX_CHECKED = 10_000;

/**
 * Which rules each step would break: plans every request against the functions as they would be by then. `functions` has the target of
 * the run under '' and the program's further functions by name. Nothing is sent.
 * With `mostRows` only so many rows are looked at, the last one among them.
 */
export function checkProgram(
  program: Program,
  functions: ReadonlyMap<string, CheckedFunction>,
  mostRows = SAMPLED_ROWS,
): ProgramCheck {
  const variables = initialVariables(program);
  const rows = rowSet(program);
  const known = new Map([...functions].map(([name, { snapshot }]) => [name, knownOf(snapshot)]));
  const states = new Map([...functions].map(([name, { state }]) => [name, state]));
  const checked: StepCheck[] = [];
  const places = sample(rows.count, mostRows);
  for (const { step, path, row } of walkRows(program, variables, { rows, places, maxRounds: CHECKED_ROUNDS })) {
    if (step.kind === 'pause') continue;
    if (checked.length === MAX_CHECKED) return { steps: checked, cut: true };
    const check = checkStep(step as RequestStep, path, { variables, known, states });
    checked.push(rows.count > 1 ? { ...check, row } : check);
  }
  return { steps: checked, cut: false };
}

function* sample(count: number, most: number): Generator<number> {
  for (let place = 0; place < Math.min(count, most - 1); place++) yield place;
  if (count >= most) yield count - 1;
}

/** A step that would surprise: it breaks a rule it does not expect, or cannot be sent. */
export const isFinding = (check: StepCheck): boolean =>
  check.refused !== undefined || (check.predicted !== undefined && !check.expected);

interface DryRun {
  readonly variables: Map<string, bigint | undefined>;
  readonly known: ReadonlyMap<string, KnownFunction>;
  readonly states: Map<string, LiveState>;
}

function checkStep(step: RequestStep, path: string, run: DryRun): StepCheck {
  const told = { path, kind: step.kind, name: step.name };
  const nothing = { ...told, broken: [], cautions: [], expected: false };
  try {
    const request = resolveStep(step, run.variables);
    const { plan, cautions, refused } = judgeStep(request, step.on ?? '', run);
    if (refused) return { ...nothing, refused: errorLine(refused) };
    const { broken } = plan.verdict;
    return { ...told, broken, cautions, predicted: plan.predicted, expected: expects(step, plan, run) };
  } catch (thrown) {
    if (thrown instanceof UnknownYet) return { ...nothing, unknown: errorInfo(thrown).message };
    return { ...nothing, refused: errorLine(errorInfo(thrown)) };
  } finally {
    for (const { name } of step.save ?? []) run.variables.set(name, undefined);
  }
}

function judgeStep(request: Request, on: string, { known, states }: DryRun): Judgement {
  const state = states.get(on)!;
  const judged = judge(request, viewIn(known.get(on)!, state));
  if (!judged.plan || judged.plan.predicted) return judged;
  states.set(on, stateAfter(request, state));
  return judged;
}

function expects({ expect }: RequestStep, { predicted }: Plan, { variables }: DryRun): boolean {
  const wanted = expectationOf(expect, variables);
  return predicted !== undefined && (wanted?.errno === predicted || (wanted?.status === 'errno' && !wanted.errno));
}
