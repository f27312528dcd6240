import type {
  BurstSpec,
  Drained,
  LiveState,
  Outcome,
  Request,
  Snapshot,
  StateChange,
} from '../../native-bridge/contract/bridge-contract.ts';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import { firstStart } from '../../native-bridge/contract/throughput/columns.ts';
import type { TimeSlice } from '../../native-bridge/contract/throughput/time-slice.ts';
import type { RecordingState, RequestRow } from '../contract/app-contract.ts';
import type { CountSample } from '../contract/measurement/messages.ts';
import type { Program } from '../contract/program.ts';
import { type BurstTotals, burstRowPart } from './burst-totals.ts';
import { SessionClock } from './clock.ts';
import { toJson } from './json.ts';
import type { ProgramRun } from './programs/program-run.ts';
import type { ProgramResult, RunStep } from './programs/run.ts';
import { type Interrupt, Recorder, type RecorderOptions, type SessionHead } from './recorder/recorder.ts';
import { answeredRow, markRow, refusedRow } from './rows/row.ts';
import { RowLog } from './rows/row-log.ts';
import { type BurstKind, spanOf } from './throughput/span.ts';
import { Throughput } from './throughput/throughput.ts';
import type { SessionListener } from './workbench-session.ts';

/** A row without its place in the session. */
type Placed = Pick<RequestRow, 'seq' | 'atNs' | 'on'>;

/** When an event was, on the target's clock, and which interrupt it tells of. */
type EventPart = Interrupt & { readonly atNs?: bigint };

/** Everything that happened in a session, in order. What is added goes to the recording first, then to the listener. */
export class SessionLog {
  readonly clock = new SessionClock();
  readonly rows = new RowLog();
  readonly throughput = new Throughput();
  readonly #listener: SessionListener;
  #recorder: Recorder | undefined;
  #bursts = 0;

  constructor(listener: SessionListener) {
    this.#listener = listener;
  }

  answered(request: Request, outcome: Outcome, on?: string): RequestRow {
    const row = answeredRow(request, outcome, this.#place(this.clock.at(outcome.startNs), on));
    this.#recorder?.request(row, request, outcome);
    if (outcome.change && on === undefined) this.change(outcome.change);
    if (outcome.snapshot && on === undefined) this.snapshot(outcome.snapshot);
    if (this.throughput.request(row)) this.#listener.throughput();
    return this.#show(row);
  }

  refused(request: Request, error: ErrorInfo, on?: string): RequestRow {
    const row = refusedRow(request, error, this.#place(this.clock.now(), on));
    this.#recorder?.request(row, request);
    return this.#show(row);
  }

  mark(note: string): RequestRow {
    const row = markRow(note, this.#place(this.clock.now()));
    this.#recorder?.mark(row.atNs, note);
    return this.#show(row);
  }

  event(event: string, message: string, { atNs: targetNs, ...interrupt }: EventPart = {}): void {
    const atNs = targetNs === undefined ? this.clock.now() : this.clock.at(targetNs);
    this.#recorder?.event(atNs, event, message, interrupt);
    this.#listener.event(event, message, atNs);
  }

  /** What the function counted, held against what was sent. */
  measurement(sample: CountSample): void {
    this.#recorder?.measurement(sample);
  }

  change(change: StateChange): void {
    this.#recorder?.change(this.clock.now(), change);
  }

  state(state: LiveState): void {
    this.#recorder?.state(this.clock.now(), state);
  }

  arm(armed: boolean): void {
    this.#recorder?.arm(this.clock.now(), armed);
  }

  /** What firmware and kernel say from now on. */
  snapshot(snapshot: Snapshot): void {
    this.#recorder?.snapshot(this.clock.now(), snapshot);
  }

  /** A program that starts to run. */
  program(program: Program): void {
    this.#recorder?.program(this.clock.now(), program.name, program);
  }

  runBegun({ number: run, program, options, rows, total }: ProgramRun): void {
    this.program(program);
    this.throughput.begin();
    const counts = { rows: rows.count, iterations: options.iterations ?? 1, steps: total };
    this.#recorder?.run({ atNs: this.clock.latest, run, state: 'begun', name: program.name, options, ...counts });
  }

  /** A step of a run, told behind its request: it takes no time of its own. */
  runStep(run: number, step: RunStep): void {
    this.#recorder?.step(this.clock.latest, run, step);
  }

  runEnded(run: number, { ended, done, failed, elapsedMs }: ProgramResult): void {
    const counts = { done, failed, elapsedMs: Math.round(elapsedMs) };
    this.#recorder?.run({ atNs: this.clock.latest, run, state: 'ended', ended, ...counts });
  }

  /** Starts a burst; gives what takes what is drained of it: its columns into the recording first, then its slices. */
  burst(spec: BurstSpec, path?: string): (drained: Drained) => Promise<void> {
    const burst = this.#bursts++;
    let placed = false;
    return async ({ slices, ...columns }) => {
      const start = firstStart(columns);
      // The first operation ties the clocks, so that a burst never lies before what it followed.
      const place = (targetNs: bigint) => (placed ? this.clock.place(targetNs) : this.clock.at(targetNs));
      const atNs = start === undefined ? this.clock.now() : place(start);
      placed ||= start !== undefined;
      this.#recorder?.burst(burst, atNs, spec, columns, path);
      await this.room();
      this.#slices(slices, { burst, op: spec.op, path, modelled: columns.modelled });
    };
  }

  /** The one row of a finished burst. */
  burstEnded(spec: BurstSpec, atNs: bigint, totals: BurstTotals, error?: ErrorInfo): RequestRow {
    const request = toJson(spec, 64) as Record<string, unknown>;
    const status = error ? 'refused' : 'ok';
    const row: RequestRow = { ...this.#place(atNs), ...burstRowPart(spec, totals), request, status, error };
    this.#recorder?.request(row, request);
    return this.#show(row);
  }

  /** Waits while the recording is behind the producers. */
  async room(): Promise<void> {
    await this.#recorder?.room();
  }

  /** Resolves when what happened so far is in the file of the recording. */
  async flush(): Promise<void> {
    await this.#recorder?.flush();
  }

  get recording(): RecordingState | undefined {
    const recorder = this.#recorder;
    if (!recorder) return undefined;
    const { path, startedAt, requests, bytes, error } = recorder;
    return { file: path.slice(path.lastIndexOf('/') + 1), path, startedAt, requests, bytes, error };
  }

  /** Records from now on to a new file. Throws `write-failed`. */
  async startRecording(
    path: string,
    { version, rotate }: Pick<RecorderOptions, 'version' | 'rotate'>,
    head: Omit<SessionHead, 'atNs'>,
    state: LiveState,
  ): Promise<void> {
    const clock = () => this.clock.now();
    const options = { version, rotate, epochNs: head.startedAt, clock, failed: () => this.#recordingFailed() };
    this.#recorder = await Recorder.create(path, options);
    this.#recorder.session({ ...head, atNs: this.clock.now() }, version);
    this.state(state);
    this.#listener.changed();
  }

  /** Makes the recording whole; gives its state as of the end. */
  async stopRecording(): Promise<RecordingState | undefined> {
    const recorder = this.#recorder;
    if (!recorder) return undefined;
    await recorder.finish();
    const state = this.recording;
    this.#recorder = undefined;
    this.#listener.changed();
    return state;
  }

  #slices(slices: readonly TimeSlice[], kind: BurstKind): void {
    for (const slice of slices) this.throughput.burst(spanOf(slice, this.clock.place(slice.startNs), kind));
    if (slices.length > 0) this.#listener.throughput();
  }

  #recordingFailed(): void {
    const { error } = this.recording ?? {};
    if (error) this.#listener.notice(error);
    this.#listener.changed();
  }

  #place(atNs: bigint, on?: string): Placed {
    return { seq: this.rows.total, atNs, on };
  }

  #show(row: RequestRow): RequestRow {
    this.rows.add(row);
    this.#listener.row(row);
    return row;
  }
}
