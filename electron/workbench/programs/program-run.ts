import { errorInfo, errorLine, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { ProgramProgress } from '../../contract/app-contract.ts';
import type { Program } from '../../contract/program.ts';
import { type RowSet, rowSet } from '../../contract/programs/rows.ts';
import type { RunOptions } from '../../contract/programs/run-options.ts';
import { totalSteps } from '../../contract/programs/walk.ts';
import type { ProgramResult, RunHooks, RunStep } from './run.ts';
import { RunGate } from './run-gate.ts';
import { RunResults } from './run-results.ts';

/** Who hears how a run goes: whatever shows it, and the recording. */
export interface RunListener {
  progress(progress: Omit<ProgramProgress, 'session'>): void;
  begun(run: ProgramRun): void;
  step(run: ProgramRun, step: RunStep): void;
  ended(run: ProgramRun, result: ProgramResult): void;
}

/** One run of a program on a session: what is known of it while it runs, and afterwards. */
export class ProgramRun {
  readonly number: number;
  readonly program: Program;
  readonly options: RunOptions;
  readonly rows: RowSet;
  readonly total: number;
  readonly results: RunResults;
  readonly startedAt = new Date();
  readonly #listener: RunListener;
  readonly #gate = new RunGate();
  readonly #began = performance.now();
  #pausedMs = 0;
  #pausedSince: number | undefined;
  #last: RunStep | undefined;
  #message: string | undefined;
  result: ProgramResult | undefined;

  /** Throws `bad-program`, `unknown-variable` for rows that are none. */
  constructor(number: number, program: Program, options: RunOptions, listener: RunListener) {
    this.number = number;
    this.program = program;
    this.options = options;
    this.rows = rowSet(program);
    this.total = totalSteps(program, this.rows, options.iterations);
    this.results = new RunResults(program);
    this.#listener = listener;
  }

  hooks(step: RunHooks['step'], stop: AbortSignal): RunHooks {
    this.#listener.begun(this);
    return {
      options: this.options,
      gate: this.#gate,
      stop,
      step: (result, done, total) => {
        this.#took(result, done);
        step?.(result, done, total);
      },
    };
  }

  /** Sends nothing more until `resume`. Throws `not-running`. */
  pause(): void {
    this.#refuseOver();
    this.#gate.pause();
    this.#pausedSince ??= performance.now();
    this.#tell();
  }

  resume(): void {
    this.#refuseOver();
    this.#gate.resume();
    if (this.#pausedSince !== undefined) this.#pausedMs += performance.now() - this.#pausedSince;
    this.#pausedSince = undefined;
    this.#tell();
  }

  /** Passes on the end of the run, however it ends. */
  follow(finished: Promise<ProgramResult>): void {
    finished.then(
      (result) => this.#end(result),
      (thrown) => this.#tell({ finished: true, failed: 1, message: errorLine(errorInfo(thrown)) }),
    );
  }

  #took(step: RunStep, done: number): void {
    this.#last = step.row === undefined ? this.#last : step;
    this.#message ??= step.failure;
    this.results.add(step);
    this.#listener.step(this, step);
    this.#tell({ done });
  }

  #end(result: ProgramResult): void {
    this.result = result;
    this.#listener.ended(this, result);
    this.#tell({ done: result.done, finished: true, ended: result.ended, elapsedMs: result.elapsedMs });
  }

  #tell(part: Partial<ProgramProgress> = {}): void {
    const { iteration, row } = this.#last ?? {};
    this.#listener.progress({
      run: this.number,
      name: this.program.name,
      done: this.results.total,
      total: this.total,
      failed: this.results.failed,
      finished: false,
      paused: part.finished ? undefined : this.#gate.isShut || undefined,
      message: this.#message,
      rows: this.rows.count,
      iterations: this.options.iterations ?? 1,
      iteration,
      row,
      elapsedMs: performance.now() - this.#began - this.#pausedMs,
      ...part,
    });
  }

  #refuseOver(): void {
    if (this.result) throw notRunning();
  }
}

export const notRunning = () =>
  new WorkbenchError({ code: 'not-running', message: 'No program runs on the session.', next: 'Run one first.' });
