import type { Program } from '../../contract/program.ts';
import { type Row, rowSet } from '../../contract/programs/rows.ts';
import type { RunEnd, RunOptions } from '../../contract/programs/run-options.ts';
import { initialVariables, takenIn, totalSteps, walk } from '../../contract/programs/walk.ts';
import { Pace } from './pace.ts';
import { type RunClock, runClock } from './run-clock.ts';
import { RunGate } from './run-gate.ts';
import { RunTally } from './run-tally.ts';
import { type Sender, type StepResult, takeStep } from './take-step.ts';

export type { Sender, StepResult } from './take-step.ts';

/** A step as it went, and where in the run. A judgement over the whole run has no iteration and no row. */
export interface RunStep extends StepResult {
  /** Counts from 0. */
  readonly iteration?: number;
  /** Counts from 0 in each iteration. */
  readonly row?: number;
  /** Variables of its row. */
  readonly values?: Row;
}

export interface ProgramResult {
  readonly done: number;
  readonly total: number;
  readonly requests: number;
  readonly failed: number;
  readonly rows: number;
  readonly iterations: number;
  readonly ended: RunEnd;
  /** Ended by `stop` before its last step. */
  readonly stopped: boolean;
  /** The first failed step. */
  readonly failure?: RunStep;
  /** Failed steps, the first 1000. */
  readonly failures: readonly RunStep[];
  /** Without the time it was paused. */
  readonly elapsedMs: number;
}

export interface RunHooks {
  /** Called after every step, and for every judgement over the whole run. */
  readonly step?: (result: RunStep, done: number, total: number) => void;
  /** Ends the run before the next step, and a pause at once. */
  readonly stop?: AbortSignal;
  readonly gate?: RunGate;
  readonly options?: RunOptions;
  readonly clock?: RunClock;
}

/** Errors that concern one request: a run that keeps going goes on behind them. Behind any other nothing could be sent any more. */
const OF_ONE_REQUEST = new Set(['absent', 'bad-request', 'bad-program', 'unknown-variable', 'unknown-yet']);

/**
 * Runs a program step by step, with row after row: one request at a time, in order. Ends at the first step that fails or is not as
 * expected, unless it is to keep going. Never throws for a step; throws `bad-program` or `unknown-variable` when rows and variables
 * cannot be set up.
 */
export async function runProgram(program: Program, send: Sender, hooks: RunHooks = {}): Promise<ProgramResult> {
  const { options = {}, clock = runClock, gate = new RunGate(), stop = new AbortController().signal } = hooks;
  const rows = rowSet(program);
  const iterations = options.iterations ?? 1;
  const total = totalSteps(program, rows, iterations);
  const tally = new RunTally(program);
  const pace = new Pace(options, clock, gate, stop);
  const variables = initialVariables(program, rows.at(0));

  const runAll = async (): Promise<RunEnd> => {
    for (let at = 0; at < iterations * rows.count; at++) {
      const place = { iteration: Math.floor(at / rows.count), row: at % rows.count, values: rows.at(at % rows.count) };
      for (const [name, value] of initialVariables(program, place.values)) variables.set(name, value);
      for (const visit of walk(program.steps, variables, undefined, takenIn(at, iterations * rows.count))) {
        const end = await pace.before(tally.done, visit.step.kind !== 'pause');
        if (end) return end;
        const result = { ...(await takeStep(visit, variables, send, (ms) => pace.rest(ms))), ...place };
        tally.add(result);
        hooks.step?.(result, tally.done, total);
        if (result.failure && !goesOn(result, options)) return 'failed';
      }
    }
    return stop.aborted ? 'stopped' : 'finished';
  };

  const ended = await runAll();
  for (const slow of tally.slow(program)) {
    tally.fail(slow);
    hooks.step?.(slow, tally.done, total);
  }
  const { done, requests, failed, failures } = tally;
  const counts = { done, total, requests, failed, rows: rows.count, iterations, elapsedMs: pace.elapsedMs };
  return { ...counts, ended, stopped: ended === 'stopped', failure: failures[0], failures };
}

const goesOn = ({ error }: RunStep, { keepGoing = false }: RunOptions): boolean =>
  keepGoing && (error === undefined || OF_ONE_REQUEST.has(error.code));
