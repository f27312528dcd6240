import type {
  BurstSlice,
  BurstSpec,
  LiveState,
  Outcome,
  Request,
  Snapshot,
  StateChange,
} from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { RunStep } from '../programs/run.ts';
import { ConfigKeyframes } from './config-keyframes.ts';
import { Keyframes } from './keyframes.ts';
import { RECORDING_FORMAT, type RecordedMessage, type Topic } from './messages.ts';
import { Parts } from './parts.ts';
import { RecordingFile } from './recording-file.ts';
import { zstdReady } from './zstd.ts';

/** A chunk is written when it is this old or this large, whichever comes first. */
const FLUSH_MS = 250;
const FLUSH_BYTES = 1024 * 1024;

/** What was written is forced onto the disk this often: a disk that fails does not say so sooner. */
const FORCE_MS = 1000;

/** With this much waiting the disk is behind, and whoever produces waits for it. */
const BEHIND_BYTES = 16 * 1024 * 1024;

/** A disk that takes nothing for so long is as good as gone. */
const STALLED_MS = 15_000;

/** What a session says about itself at the start of a recording. */
export type SessionHead = Omit<RecordedMessage<'session'>, 'format' | 'writer' | 'part'>;

/** What the function said by itself of an interrupt. */
export type Interrupt = Pick<RecordedMessage<'event'>, 'index' | 'vector' | 'count'>;

/**
 * Writes what happens in a session to a file while it happens, and goes on in a next file when one is full. Callers hand a result over
 * before they show it. A failed write ends the recording with `error` set and is never thrown: the session goes on unrecorded.
 */
export class Recorder {
  readonly startedAt: bigint;
  readonly #options: RecorderOptions;
  readonly #keyframes = new Keyframes();
  readonly #config = new ConfigKeyframes();
  readonly #parts: Parts;
  readonly #timers: readonly NodeJS.Timeout[];
  #file: RecordingFile;
  #session: RecordedMessage<'session'> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #finished: Promise<void> | undefined;
  #chunkQueued = false;
  /** Rows of the session before the first one here. */
  #rowsBefore = 0;
  error: ErrorInfo | undefined;

  private constructor(file: RecordingFile, options: RecorderOptions) {
    this.startedAt = options.clock();
    this.#options = options;
    this.#file = file;
    this.#parts = new Parts(file.path);
    this.#timers = [setInterval(() => this.#queueChunk(), FLUSH_MS), setInterval(() => this.#force(), FORCE_MS)];
    for (const timer of this.#timers) timer.unref();
  }

  /** Creates the file under its final name. Throws `write-failed`. */
  static async create(path: string, options: RecorderOptions): Promise<Recorder> {
    await zstdReady;
    return new Recorder(await RecordingFile.create(path, options.version), options);
  }

  /** The file that is being written. */
  get path(): string {
    return this.#file.path;
  }

  /** Bytes in all its files. */
  get bytes(): number {
    return this.#parts.bytes + this.#file.bytes;
  }

  /** Requests and marks in all its files. */
  get requests(): number {
    return this.#parts.rows + this.#file.rows;
  }

  session(head: SessionHead, writer: string): void {
    this.#session = { format: RECORDING_FORMAT, writer, ...head };
    this.#config.inspected(head.snapshot);
    this.#add('session', this.#session);
  }

  /** One request with everything that went in and came out. */
  request(row: RequestRow, request: Request | Record<string, unknown>, outcome?: Outcome): void {
    const { note: _note, data: _data, syscall: _line, bytes, ...told } = row;
    const { kind: _kind, ...fields } = request;
    const { data, sent, startNs, syscall } = outcome ?? {};
    const whole = { ...told, request: fields, data, sent, startNs, syscall };
    this.#rowsBefore = row.seq - this.requests;
    this.#add('request', { ...whole, seq: this.#file.rows, bytes: outcome ? undefined : bytes });
    if (outcome && this.#config.answered(row, request, outcome, this.#file.chunk)) this.#tellConfig(row.atNs);
    if (row.status !== 'ok') this.#queueChunk();
  }

  /** `path`: the way its operations take. */
  burst(burst: number, atNs: bigint, spec: BurstSpec, slice: BurstSlice, path?: string): void {
    this.#add('burst', { burst, atNs, spec, ...slice, path });
  }

  state(atNs: bigint, state: LiveState): void {
    this.#keyframes.told(state, this.#add('state', { atNs, ...state }));
  }

  /** What a request changed; now and then the whole state again. */
  change(atNs: bigint, change: StateChange): void {
    const bytes = this.#add('change', { atNs, ...change });
    const state = this.#keyframes.changed(change, bytes, this.#file.chunk);
    if (state) this.state(atNs, state);
  }

  /** What firmware and kernel say from now on. */
  snapshot(atNs: bigint, snapshot: Snapshot): void {
    if (this.#session) this.#session = { ...this.#session, snapshot };
    this.#config.inspected(snapshot);
    this.#add('snapshot', { atNs, snapshot });
  }

  /** A program that starts to run. */
  program(atNs: bigint, name: string, program: Record<string, unknown>): void {
    this.#add('program', { atNs, name, program });
  }

  /** A run of a program that begins or ends. */
  run(message: RecordedMessage<'run'>): void {
    this.#add('run', message);
  }

  /** A step of a run, behind its request. */
  step(atNs: bigint, run: number, { seq, values, failure, ...step }: RunStep): void {
    const { path, kind, name, iteration, row, expected, got } = step;
    const told = { path, kind, name, iteration, row, failure, expected, got };
    const named = values?.size ? Object.fromEntries(values) : undefined;
    const verdict = failure === undefined ? 'passed' : 'failed';
    this.#add('step', { atNs, run, seq: this.#seqInFile(seq), ...told, verdict, values: named });
  }

  event(atNs: bigint, event: string, message: string, interrupt: Interrupt = {}): void {
    this.#add('event', { atNs, event, message, ...interrupt });
  }

  /** What the function counted, held against what was sent. */
  measurement(sample: RecordedMessage<'measurement'>): void {
    this.#add('measurement', sample);
  }

  mark(atNs: bigint, note: string): void {
    this.#add('mark', { seq: this.#file.rows, atNs, note });
  }

  arm(atNs: bigint, armed: boolean): void {
    this.#keyframes.armed(armed);
    this.#add('arm', { atNs, armed });
  }

  /** Resolves when what was handed over so far is in the file, unless writing failed. */
  async flush(): Promise<void> {
    this.#queueChunk();
    await this.#writing;
  }

  /** Resolves at once while the disk keeps up; producers await it so that what waits stays bounded. */
  async room(): Promise<void> {
    if (!this.error && this.#file.pending > BEHIND_BYTES) await this.#unlessStalled(this.flush());
  }

  /** Ends the file so that it is whole. Its `error` says when that was not possible. */
  finish(): Promise<void> {
    this.#finished ??= this.#unlessStalled(this.#end());
    return this.#finished;
  }

  async #end(): Promise<void> {
    this.#stopTimers();
    await this.#writing;
    if (!this.error) await this.#file.end().catch((thrown) => this.#fail(thrown));
    await this.#file.close().catch((thrown) => this.#fail(thrown));
  }

  #tellConfig(atNs: bigint): void {
    this.#add('config', { atNs, ...this.#config.config });
    this.#config.told();
  }

  /** The number a row of the session has in the file that is being written, where it is in it. */
  #seqInFile(seq: number | undefined): number | undefined {
    const here = (seq ?? -1) - this.#rowsBefore - this.#parts.rows;
    return seq === undefined || here < 0 ? undefined : here;
  }

  /** Gives the bytes of the message. */
  #add<T extends Topic>(topic: T, message: RecordedMessage<T>): number {
    if (this.error) return 0;
    const size = this.#file.add(topic, message, this.#options.epochNs + this.#options.clock());
    if (this.#file.pending >= FLUSH_BYTES) this.#queueChunk();
    return size;
  }

  #queueChunk(): void {
    if (this.#chunkQueued) return;
    this.#chunkQueued = true;
    this.#writing = this.#writing.then(async () => {
      this.#chunkQueued = false;
      if (!this.error) await this.#write().catch((thrown) => this.#fail(thrown));
    });
  }

  async #write(): Promise<void> {
    await this.#file.closeChunk();
    if (this.#file.bytes >= (this.#options.rotate ?? Number.POSITIVE_INFINITY)) await this.#turn();
  }

  #force(): void {
    this.#file.force().catch((thrown) => this.#fail(thrown));
  }

  #stopTimers(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** Goes on in a next file, which begins with who and what this is and with the state as of now. */
  async #turn(): Promise<void> {
    const full = this.#file;
    const next = await RecordingFile.create(this.#parts.nextPath, this.#options.version).catch(async (thrown) => {
      await full.end();
      throw thrown;
    });
    this.#file = next;
    const part = this.#parts.follow(full);
    const atNs = this.#options.clock();
    if (this.#session) this.#add('session', { ...this.#session, atNs, part });
    if (this.#keyframes.state) this.state(atNs, this.#keyframes.state);
    this.#tellConfig(atNs);
    await full.end();
    await full.close();
  }

  /** Waits for the disk, but not for ever: one that takes nothing ends the recording, and the session goes on. */
  async #unlessStalled(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const stalled = new Promise<void>((resolve) => {
      timer = setTimeout(() => resolve(this.#fail(stalledError(this.path))), STALLED_MS);
    });
    await Promise.race([work, stalled]).finally(() => clearTimeout(timer));
  }

  #fail(thrown: unknown): void {
    if (this.error) return;
    this.error = errorInfo(thrown);
    this.#stopTimers();
    this.#options.failed?.();
  }
}

export interface RecorderOptions {
  readonly version: string;
  /** Wall clock when the session began, ns since 1970: times of MCAP messages count from there, for other readers of the file. */
  readonly epochNs: bigint;
  /** Session time, ns; never goes back. */
  readonly clock: () => bigint;
  /** Bytes after which the recording goes on in a next file; absent = one file. */
  readonly rotate?: number;
  /** Called once when writing fails. */
  readonly failed?: () => void;
}

const stalledError = (path: string) =>
  new WorkbenchError({
    code: 'write-failed',
    message: `Writing ${path} failed: the disk took nothing for ${STALLED_MS / 1000} s.`,
    next: 'Record to another disk.',
    syscall: 'write',
  });
