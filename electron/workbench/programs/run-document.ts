import type { Program } from '../../contract/program.ts';
import type { RunOptions } from '../../contract/programs/run-options.ts';
import type { ProgramResult, RunStep } from './run.ts';
import type { RunResults } from './run-results.ts';

/** Whatever is known of a run; `result` is absent while it runs. */
export interface ToldRun {
  readonly program: Program;
  readonly options: RunOptions;
  readonly total: number;
  readonly results: RunResults;
  readonly result: ProgramResult | undefined;
}

/** A run as one JSON document: what was asked, totals, every failure that is kept and how many are not. */
export function runDocument({ program, options, total, results, result }: ToldRun) {
  const { failures = [], ended, elapsedMs, requests, rows, iterations } = result ?? {};
  return {
    program: program.name,
    options,
    ...{ rows, iterations, total, done: result?.done ?? results.total, requests },
    failed: results.failed,
    ended,
    stopped: ended === 'stopped',
    elapsedMs: elapsedMs === undefined ? undefined : Math.round(elapsedMs),
    failure: failures[0]?.failure,
    failures: failures.map(told),
    failuresNotKept: results.failed - failures.length,
    steps: results.totals(),
  };
}

const told = ({ outcome, values, error, ...step }: RunStep) => ({
  ...step,
  values: values && Object.fromEntries(values),
  status: outcome?.status,
  errno: outcome?.errno || undefined,
  durationNs: outcome?.durationNs,
  error: error?.code,
});
