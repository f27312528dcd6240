import type { BurstSpec, Outcome, Request } from '../../native-bridge/contract/bridge-contract.ts';
import type { RequestRow } from '../contract/app-contract.ts';
import type { Program } from '../contract/program.ts';
import type { RunOptions } from '../contract/programs/run-options.ts';
import { Activity } from './activity.ts';
import type { OpenBurst } from './bridge-client/open-target.ts';
import { runBurst } from './burst-run.ts';
import type { BurstTotals } from './burst-totals.ts';
import type { SessionLink } from './connection/session-link.ts';
import type { Exchange } from './exchange.ts';
import type { Pending } from './pending.ts';
import { ProgramRun } from './programs/program-run.ts';
import { type ProgramResult, type RunHooks, runProgram } from './programs/run.ts';
import type { SessionCalls } from './session-calls.ts';
import type { SessionLog } from './session-log.ts';
import type { SessionListener } from './workbench-session.ts';

/** A program that runs, by its number in the session. */
export interface StartedRun {
  readonly run: number;
  readonly finished: Promise<ProgramResult>;
}

/** Sends what `work` of `occupy` wants sent. */
export interface Hands {
  /** Throws Refusal when the request could not be sent. */
  send(request: Request, on?: string): Promise<{ row: RequestRow; outcome: Outcome }>;
  burst(spec: BurstSpec): Promise<BurstTotals>;
  /** Aborted when the session is asked to stop what runs. */
  readonly stop: AbortSignal;
}

/** The parts of a session that its work goes through. */
interface Parts {
  readonly log: SessionLog;
  readonly link: SessionLink;
  readonly calls: SessionCalls;
  readonly exchange: Exchange;
  readonly pending: Pending;
  readonly listener: SessionListener;
}

/** What lasts on a session, one at a time: bursts, programs, whatever else occupies it. */
export class SessionWork {
  readonly #parts: Parts;
  readonly #activity: Activity;
  #run: ProgramRun | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#activity = new Activity(() => parts.listener.changed());
  }

  /** Name of what runs. */
  get name(): string | undefined {
    return this.#activity.name;
  }

  /** The program that runs or ran last. */
  get lastRun(): ProgramRun | undefined {
    return this.#run;
  }

  /** Throws `busy` when something runs. */
  refuseBusy(): void {
    this.#activity.refuseBusy();
  }

  /** Ends what runs; it winds up by itself. */
  stop(): void {
    this.#activity.stop();
  }

  startBurst(spec: BurstSpec): { started: Promise<unknown>; finished: Promise<BurstTotals> } {
    const { calls, log, pending } = this.#parts;
    let burst: Promise<OpenBurst> | undefined;
    const running = this.#activity.run(`burst ${spec.op}`, async (stop) => {
      burst = calls.startBurst(spec);
      return runBurst(await burst, spec, log, stop);
    });
    const finished = pending.track(running);
    return { started: burst ?? finished, finished };
  }

  startProgram(program: Program, options: RunOptions, step?: RunHooks['step']): StartedRun {
    const { calls, log, listener, pending } = this.#parts;
    this.#activity.refuseBusy();
    calls.refuseProgram(program);
    const run = new ProgramRun((this.#run?.number ?? -1) + 1, program, options, {
      progress: (progress) => listener.progress(progress),
      begun: (begun) => log.runBegun(begun),
      step: (of, taken) => log.runStep(of.number, taken),
      ended: (of, result) => log.runEnded(of.number, result),
    });
    this.#run = run;
    const running = this.#activity.run(program.name, (stop) => this.#steps(program, run.hooks(step, stop)));
    const finished = pending.track(running);
    run.follow(finished);
    return { run: run.number, finished };
  }

  occupy<T>(name: string, functions: Readonly<Record<string, string>>, work: (hands: Hands) => Promise<T>): Promise<T> {
    const { calls, exchange, log, pending } = this.#parts;
    const running = this.#activity.run(name, (stop) => {
      const send: Hands['send'] = (request, on) => exchange.send(request, on);
      const burst: Hands['burst'] = async (spec) => runBurst(await calls.startBurst(spec), spec, log, stop);
      return this.#withFunctions(name, functions, () => work({ send, burst, stop }));
    });
    return pending.track(running);
  }

  #steps(program: Program, hooks: RunHooks): Promise<ProgramResult> {
    const send = async (request: Request, on?: string) => {
      const { row, outcome } = await this.#parts.exchange.send(request, on);
      return { seq: row.seq, outcome };
    };
    return this.#withFunctions(program.name, program.functions ?? {}, () => runProgram(program, send, hooks));
  }

  /** Does `work` with further functions open, and tells under which names. */
  #withFunctions<T>(name: string, functions: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
    const { link, log } = this.#parts;
    for (const [on, address] of Object.entries(functions)) log.event('function', `In ${name}, ${on} is ${address}.`);
    return link.functions.during(functions, work);
  }
}
