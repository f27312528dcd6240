import type { Outcome, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, errorLine } from '../../../native-bridge/contract/errors.ts';
import { type RequestStep, resolveStep } from '../../contract/programs/resolve.ts';
import type { Visit } from '../../contract/programs/walk.ts';
import { type Mismatch, missedBy } from './expect.ts';
import { savedValue } from './save.ts';

/** A request that was answered, and its number in the session, where it has one. */
export interface Answered {
  readonly outcome: Outcome;
  readonly seq?: number;
}

/** Whoever takes the requests of a program: a session, or a test. Throws when a request cannot be sent at all. */
export type Sender = (request: Request, on?: string) => Promise<Answered>;

/** One step as it went. */
export interface StepResult extends Partial<Mismatch> {
  readonly path: string;
  readonly kind: string;
  readonly name?: string;
  readonly outcome?: Outcome;
  /** Number of its request in the session. */
  readonly seq?: number;
  /** The error behind the failure, where the request could not be sent. */
  readonly error?: ErrorInfo;
}

/** Takes one step. What goes wrong is in the result; never throws. */
export async function takeStep(
  { step, path }: Visit,
  variables: Map<string, bigint | undefined>,
  send: Sender,
  rest: (ms: number) => Promise<void>,
): Promise<StepResult> {
  const told = { path, kind: step.kind, name: step.name };
  try {
    if (step.kind !== 'pause') return { ...told, ...(await sendStep(step as RequestStep, variables, send)) };
    await rest(step.ms as number);
    return told;
  } catch (thrown) {
    const error = errorInfo(thrown);
    forgetSaved(step as RequestStep, variables);
    return { ...told, failure: errorLine(error), error, seq: seqOf(thrown) };
  }
}

async function sendStep(step: RequestStep, variables: Map<string, bigint | undefined>, send: Sender) {
  const { outcome, seq } = await send(resolveStep(step, variables), step.on);
  const missed = judge(step, outcome, variables);
  return { outcome, seq, ...missed };
}

/** An answer that is not as expected, or too short for what is to be saved of it, is a failure; what it was to give is not known then. */
function judge(step: RequestStep, outcome: Outcome, variables: Map<string, bigint | undefined>) {
  try {
    const missed = missedBy(step.expect, outcome, variables);
    if (!missed) for (const save of step.save ?? []) variables.set(save.name, savedValue(save, outcome.data));
    else forgetSaved(step, variables);
    return missed;
  } catch (thrown) {
    const error = errorInfo(thrown);
    forgetSaved(step, variables);
    return { failure: errorLine(error), error };
  }
}

/** What an earlier row saved is not passed off as the answer of this one. */
function forgetSaved({ save = [] }: RequestStep, variables: Map<string, bigint | undefined>): void {
  for (const { name } of save) variables.delete(name);
}

/** A refused request has its row all the same. */
function seqOf(thrown: unknown): number | undefined {
  const row = (thrown as { row?: { seq?: unknown } } | null)?.row;
  return typeof row?.seq === 'number' ? row.seq : undefined;
}
