import type { Outcome, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, errorLine } from '../../../native-bridge/contract/errors.ts';
import type { Program } from '../../contract/program.ts';
import { type RequestStep, resolveStep } from '../../contract/programs/resolve.ts';
import { initialVariables, stepCount, type Visit, walk } from '../../contract/programs/walk.ts';
import { mismatch } from './expect.ts';
import { savedValue } from './save.ts';

/** Whoever takes the requests of a program: a session, or a test. Throws when a request cannot be sent at all. */
export type Sender = (request: Request, on?: string) => Promise<Outcome>;

/** One step as it went. */
export interface StepResult {
  readonly path: string;
  readonly kind: string;
  readonly name?: string;
  readonly outcome?: Outcome;
  /** Why it failed; absent when it went as expected. */
  readonly failure?: string;
  /** The error behind the failure, where the request could not be sent. */
  readonly error?: ErrorInfo;
}

export interface ProgramResult {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Ended by `stop` before its last step. */
  readonly stopped: boolean;
  /** The failed step: a program ends at its first failure. */
  readonly failure?: StepResult;
}

export interface RunHooks {
  /** Called after every step. */
  readonly step?: (result: StepResult, done: number, total: number) => void;
  /** Ends the run before the next step, and a pause at once. */
  readonly stop?: AbortSignal;
}

/**
 * Runs a program step by step: one request at a time, in order. Ends at the first step that fails or is not as expected. Never throws
 * for a step; throws `bad-program` or `unknown-variable` when the variables cannot be set up.
 */
export async function runProgram(program: Program, send: Sender, hooks: RunHooks = {}): Promise<ProgramResult> {
  const variables = initialVariables(program);
  const total = stepCount(program.steps);
  let done = 0;
  for (const visit of walk(program.steps, variables)) {
    if (hooks.stop?.aborted) return { done, total, failed: 0, stopped: true };
    const result = await takeStep(visit, variables, send, hooks.stop);
    done += 1;
    hooks.step?.(result, done, total);
    if (result.failure) return { done, total, failed: 1, stopped: false, failure: result };
  }
  return { done, total, failed: 0, stopped: hooks.stop?.aborted ?? false };
}

async function takeStep(
  { step, path }: Visit,
  variables: Map<string, bigint | undefined>,
  send: Sender,
  stop?: AbortSignal,
): Promise<StepResult> {
  const told = { path, kind: step.kind, name: step.name };
  try {
    if (step.kind === 'pause') {
      await pause(step.ms as number, stop);
      return told;
    }
    return { ...told, ...(await sendStep(step as RequestStep, variables, send)) };
  } catch (thrown) {
    const error = errorInfo(thrown);
    return { ...told, failure: errorLine(error), error };
  }
}

async function sendStep(step: RequestStep, variables: Map<string, bigint | undefined>, send: Sender) {
  const outcome = await send(resolveStep(step, variables), step.on);
  const failure = mismatch(step.expect, outcome, variables);
  if (!failure) for (const save of step.save ?? []) variables.set(save.name, savedValue(save, outcome.data));
  return { outcome, failure };
}

function pause(ms: number, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop?.aborted) return resolve();
    const timer = setTimeout(end, ms);
    function end() {
      clearTimeout(timer);
      stop?.removeEventListener('abort', end);
      resolve();
    }
    stop?.addEventListener('abort', end);
  });
}
