import type { BurstSpec, Measurement, Request } from '../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { standingOf } from '../../native-bridge/contract/state-change.ts';
import type { RecordingState, RequestRow, RowFilter, Session, ThroughputReach } from '../contract/app-contract.ts';
import type { Program } from '../contract/program.ts';
import type { CheckedFunction } from '../contract/programs/check.ts';
import type { RunOptions } from '../contract/programs/run-options.ts';
import { busy } from './activity.ts';
import type { BurstTotals } from './burst-totals.ts';
import { wallClock } from './clock.ts';
import { type LinkListener, SessionLink, type TargetEvent } from './connection/session-link.ts';
import { Consent } from './consent.ts';
import { eventLine } from './event-line.ts';
import { Exchange, Refusal } from './exchange.ts';
import type { Ways } from './hosts/bridges.ts';
import type { OperationTally } from './measurement/tally.ts';
import { inTime, Pending } from './pending.ts';
import { notRunning, type ProgramRun } from './programs/program-run.ts';
import type { RunHooks } from './programs/run.ts';
import type { RowPage } from './rows/row-log.ts';
import { SessionCalls } from './session-calls.ts';
import { SessionLog } from './session-log.ts';
import { type Hands, SessionWork, type StartedRun } from './session-work.ts';
import type { Slices, Stretch } from './throughput/span-log.ts';
import { type SessionListener, silentListener, type WorkbenchSession } from './workbench-session.ts';

export type { Hands, StartedRun } from './session-work.ts';

export interface SessionOptions {
  readonly id: string;
  /** Version of the workbench, written into recordings. */
  readonly version: string;
  readonly listener?: SessionListener;
}

/**
 * An open target and everything that happened on it. Requests run one at a time, in order. When the function or its bridge program is
 * gone the session is `ended` with the reason and all its data stays readable; a connection to another machine that is lost is made
 * again, and the session goes on, read-only.
 */
export class LiveSession implements WorkbenchSession {
  readonly id: string;
  readonly address: string;
  readonly log: SessionLog;
  readonly #version: string;
  readonly #listener: SessionListener;
  readonly #link: SessionLink;
  readonly #pending: Pending;
  readonly #exchange: Exchange;
  readonly #calls: SessionCalls;
  readonly #work: SessionWork;
  readonly #consent = new Consent();
  readonly #startedAt = wallClock();
  #closed: Promise<void> | undefined;
  #releaseRequested: bigint | undefined;

  private constructor(linked: (listener: LinkListener) => SessionLink, address: string, options: SessionOptions) {
    this.id = options.id;
    this.address = address;
    this.#version = options.version;
    this.#listener = options.listener ?? silentListener;
    this.log = new SessionLog(this.#listener);
    this.#pending = new Pending(() => this.#listener.changed());
    this.#link = linked({
      changed: () => this.#listener.changed(),
      event: (event) => this.#heard(event),
      lost: (reason) => this.#lost(reason),
      back: (missed) => this.#back(missed),
      ended: (reason) => void this.#end(reason),
    });
    this.#calls = new SessionCalls(this.#link, this.#pending, this.#consent);
    this.#exchange = new Exchange(
      this.log,
      (request, on) => this.#calls.send(request, on),
      () => this.#listener.changed(),
    );
    this.#work = new SessionWork({
      log: this.log,
      link: this.#link,
      calls: this.#calls,
      exchange: this.#exchange,
      pending: this.#pending,
      listener: this.#listener,
    });
  }

  /** Opens `address` read-only. Throws what the way there and the bridge answer. */
  static async open(ways: Ways, address: string, options: SessionOptions): Promise<LiveSession> {
    return new LiveSession(await SessionLink.open(ways, address), address, options);
  }

  /** Device operations that were sent, as the function should count them. */
  get tally(): OperationTally {
    return this.#calls.tally;
  }

  describe(): Session {
    const { snapshot, state } = this.#link.target;
    return {
      id: this.id,
      address: this.address,
      title: snapshot.title,
      kind: snapshot.kind,
      condition: this.#calls.ended ? 'ended' : 'live',
      ended: this.#calls.ended,
      silentSince: this.#link.silentSince,
      stuck: this.#pending.stuck,
      releaseRequested: this.#releaseRequested,
      connection: this.#link.connection,
      snapshot,
      state,
      requests: this.log.rows.total,
      errors: this.log.rows.errors,
      dropped: this.log.rows.dropped || undefined,
      recording: this.log.recording,
      accepted: [...this.#consent.accepted],
      running: this.#work.name,
      durationNs: this.#calls.ended ? this.log.clock.latest : this.log.clock.now(),
      startedAt: this.#startedAt,
    };
  }

  page(from: number, count: number, filter?: RowFilter): RowPage {
    return this.log.rows.page(from, count, filter);
  }

  slices(stretch: Stretch): Slices {
    return this.log.throughput.slices(stretch);
  }

  get reach(): ThroughputReach | undefined {
    return this.log.throughput.reach;
  }

  async inspect(config: boolean): Promise<void> {
    const { command } = this.#link.target.state;
    await this.#calls.make('inspect', () => this.#link.target.inspect(config));
    const { snapshot, state } = this.#link.target;
    this.log.snapshot(snapshot);
    if (state.command !== command) this.log.change(standingOf(state));
    this.#listener.changed();
  }

  async arm(armed: boolean): Promise<void> {
    await this.#calls.make(armed ? 'arm' : 'disarm', () => this.#link.functions.arm(armed));
    this.log.arm(armed);
    this.#listener.changed();
  }

  /** Agrees to dangers by their ids, until the session ends or its connection is lost. Throws `bad-request` for an id that is none. */
  accept(ids: readonly string[]): void {
    for (const sentence of this.#consent.accept(ids)) this.log.event('danger-accepted', sentence);
    this.#listener.changed();
  }

  /**
   * Sends one request. What could not be sent gives a row with status `refused` and the error; throws only `ended`, and `dangerous` for
   * what was not agreed to.
   */
  async send(request: Request): Promise<RequestRow> {
    this.#calls.refuseDangers(request);
    try {
      return (await this.#exchange.send(request)).row;
    } catch (thrown) {
      if (thrown instanceof Refusal) return thrown.row;
      throw thrown;
    }
  }

  mark(note: string): RequestRow {
    return this.log.mark(note);
  }

  /** Starts a burst that runs to its end or until `stop`. `started` settles when it runs or is refused (`not-armed`, `absent`, `busy`). */
  startBurst(spec: BurstSpec): { started: Promise<unknown>; finished: Promise<BurstTotals> } {
    return this.#work.startBurst(spec);
  }

  /** Runs a program; its further functions are opened for the run. Throws `busy`, `dangerous`, `bad-program`, `unknown-variable`. */
  runProgram(program: Program, options: RunOptions = {}, step?: RunHooks['step']): StartedRun {
    return this.#work.startProgram(program, options, step);
  }

  /** The program that runs or ran last. */
  get lastRun(): ProgramRun | undefined {
    return this.#work.lastRun;
  }

  /** The same; throws `not-running` when none did. */
  get programRun(): ProgramRun {
    if (this.lastRun) return this.lastRun;
    throw notRunning();
  }

  /** Throws `busy` when a burst, a program or a replay runs. */
  refuseBusy(): void {
    this.#work.refuseBusy();
  }

  /**
   * Does `work` as the one thing that runs on the session, with further functions (name -> address) open meanwhile. Rejects with `busy`.
   */
  occupy<T>(name: string, functions: Readonly<Record<string, string>>, work: (hands: Hands) => Promise<T>): Promise<T> {
    return this.#work.occupy(name, functions, work);
  }

  /** What a check of `program` looks at; opens its further functions to ask, and closes them again. */
  async functionsFor(program: Program): Promise<ReadonlyMap<string, CheckedFunction>> {
    return this.#link.functions.during(program.functions ?? {}, async (open) => new Map(open));
  }

  /** Whether something is being sent right now, so that how much of it the function has done is not known. */
  get inFlight(): boolean {
    return this.#work.name !== undefined || this.#exchange.busy;
  }

  /** Reads the counters the function keeps of itself. */
  measure(): Promise<Measurement> {
    return this.#calls.make('measure', () => this.#link.target.measure());
  }

  /** Ends the running burst or program; it winds up by itself. */
  stop(): void {
    this.#work.stop();
  }

  /**
   * Records from now on into a new file, and after every `rotate` bytes into a next one. Throws `write-failed`, `busy` when it records
   * already.
   */
  async startRecording(path: string, rotate?: number): Promise<void> {
    if (this.log.recording) throw busy('is recording already');
    const { snapshot, state } = this.#link.target;
    const { title, kind } = snapshot;
    const head = { address: this.address, title, kind, startedAt: this.#startedAt, snapshot };
    await this.log.startRecording(path, { version: this.#version, rotate }, head, state);
  }

  async stopRecording(): Promise<RecordingState> {
    const state = await this.log.stopRecording();
    if (state) return state;
    throw new WorkbenchError({ code: 'not-recording', message: 'The session is not recording.' });
  }

  get isClosing(): boolean {
    return this.#closed !== undefined;
  }

  /** Ends what runs and the recording. Whoever asks again waits for the same end. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#windUp();
    await inTime(this.#link.close());
  }

  #heard(event: TargetEvent): void {
    const { index, vector, count, atNs } = event;
    this.log.event(event.event, eventLine(event), { index, vector, count, atNs });
    if (event.event !== 'release-requested') return;
    this.#releaseRequested ??= wallClock();
    this.#listener.changed();
  }

  #lost(reason: ErrorInfo): string | undefined {
    const { name } = this.#work;
    this.log.event('connection-lost', reason.message);
    this.log.arm(false);
    this.#consent.forget();
    this.stop();
    this.#listener.changed();
    return name;
  }

  /** The function is open again, with nothing mapped: the recording goes on in its file. */
  #back(missed: string): void {
    this.#releaseRequested = undefined;
    this.tally.clear();
    this.log.clock.untie();
    this.log.event('connection-back', missed);
    this.log.mark(missed);
    this.log.state(this.#link.target.state);
    this.log.snapshot(this.#link.target.snapshot);
    this.#listener.changed();
  }

  async #end(reason: ErrorInfo): Promise<void> {
    if (this.#closed) return;
    this.#calls.end(reason);
    this.log.event('gone', reason.message);
    await this.#windUp();
    this.#listener.changed();
  }

  /** Waits for what is under way, so that the recording has it, and makes the recording whole. */
  async #windUp(): Promise<void> {
    this.stop();
    await this.#pending.settled();
    this.#exchange.giveUp();
    await this.log.stopRecording();
  }
}
