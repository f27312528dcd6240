import type {
  BurstSlice,
  BurstSpec,
  LiveState,
  Outcome,
  Request,
  StateChange,
} from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { toJson } from '../json.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { FileSink } from './file-sink.ts';
import { recordingHead } from './head.ts';
import { Keyframes } from './keyframes.ts';
import { RECORDING_FORMAT, type RecordedMessage, type Topic, topics } from './messages.ts';
import { zstdReady } from './zstd.ts';

/** A chunk is written when it is this old or this large, whichever comes first. */
const FLUSH_MS = 250;
const FLUSH_BYTES = 1024 * 1024;

/** With this much waiting the disk is behind, and whoever produces waits for it. */
const BEHIND_BYTES = 16 * 1024 * 1024;

/** What a session says about itself at the start of a recording. */
export type SessionHead = Omit<RecordedMessage<'session'>, 'format' | 'writer'>;

/**
 * Writes what happens in a session to a file while it happens. Callers hand a result over before they show it. A failed write ends the
 * recording with `error` set and is never thrown: the session goes on unrecorded.
 */
export class Recorder {
  readonly path: string;
  readonly startedAt: bigint;
  readonly #sink: FileSink;
  readonly #writer: ChunkWriter;
  readonly #clock: () => bigint;
  readonly #epochNs: bigint;
  readonly #failed: () => void;
  readonly #keyframes = new Keyframes();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();
  #finished: Promise<void> | undefined;
  #chunkQueued = false;
  requests = 0;
  error: ErrorInfo | undefined;

  private constructor(sink: FileSink, writer: ChunkWriter, options: RecorderOptions) {
    this.path = sink.path;
    this.startedAt = options.clock();
    this.#sink = sink;
    this.#writer = writer;
    this.#clock = options.clock;
    this.#epochNs = options.epochNs;
    this.#failed = options.failed ?? (() => {});
    this.#timer = setInterval(() => this.#queueChunk(), FLUSH_MS);
    this.#timer.unref();
  }

  /** Creates the file under its final name. Throws `write-failed`. */
  static async create(path: string, options: RecorderOptions): Promise<Recorder> {
    await zstdReady;
    const sink = await FileSink.create(path);
    const writer = new ChunkWriter(sink, recordingHead(options.version));
    await writer.start();
    return new Recorder(sink, writer, options);
  }

  /** Bytes in the file. */
  get bytes(): number {
    return this.#sink.position;
  }

  session(head: SessionHead, writer: string): void {
    this.#add('session', { format: RECORDING_FORMAT, writer, ...head });
  }

  /** One request with everything that went in and came out. */
  request(row: RequestRow, request: Request | Record<string, unknown>, outcome?: Outcome): void {
    const { note: _note, data: _data, syscall: _line, bytes, ...told } = row;
    const { kind: _kind, ...fields } = request;
    const { data, sent, startNs, syscall } = outcome ?? {};
    const whole = { ...told, request: fields, data, sent, startNs, syscall };
    this.#add('request', { ...whole, seq: this.requests++, bytes: outcome ? undefined : bytes });
  }

  burst(burst: number, atNs: bigint, spec: BurstSpec, slice: BurstSlice): void {
    const { startNs, durationNs, result, ...counts } = slice;
    const columns = { startNs: base64(startNs), durationNs: base64(durationNs), result: base64(result) };
    this.#add('burst', { burst, atNs, spec, ...counts, ...columns });
  }

  state(atNs: bigint, state: LiveState): void {
    this.#keyframes.told(state, this.#add('state', { atNs, ...state }));
  }

  /** What a request changed; now and then the whole state again. */
  change(atNs: bigint, change: StateChange): void {
    const state = this.#keyframes.changed(change, this.#add('change', { atNs, ...change }));
    if (state) this.state(atNs, state);
  }

  event(atNs: bigint, event: string, message: string): void {
    this.#add('event', { atNs, event, message });
  }

  mark(atNs: bigint, note: string): void {
    this.#add('mark', { seq: this.requests++, atNs, note });
  }

  arm(atNs: bigint, armed: boolean): void {
    this.#add('arm', { atNs, armed });
  }

  /** Resolves when what was handed over so far is in the file, unless writing failed. */
  async flush(): Promise<void> {
    this.#queueChunk();
    await this.#writing;
  }

  /** Resolves at once while the disk keeps up; producers await it so that what waits stays bounded. */
  async room(): Promise<void> {
    if (this.#writer.pending > BEHIND_BYTES) await this.flush();
  }

  /** Ends the file so that it is whole. Its `error` says when that was not possible. */
  finish(): Promise<void> {
    this.#finished ??= this.#end();
    return this.#finished;
  }

  async #end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    if (!this.error) await this.#writer.end().catch((thrown) => this.#fail(thrown));
    await this.#sink.close().catch((thrown) => this.#fail(thrown));
  }

  /** Gives the bytes of the message. */
  #add(topic: Topic, message: object): number {
    if (this.error) return 0;
    const logTime = this.#epochNs + this.#clock();
    const data = new TextEncoder().encode(JSON.stringify(toJson(message)));
    this.#writer.add({ channelId: topics.indexOf(topic), sequence: 0, logTime, publishTime: logTime, data });
    if (this.#writer.pending >= FLUSH_BYTES) this.#queueChunk();
    return data.length;
  }

  #queueChunk(): void {
    if (this.#chunkQueued) return;
    this.#chunkQueued = true;
    this.#writing = this.#writing.then(() => {
      this.#chunkQueued = false;
      return this.error ? undefined : this.#writer.closeChunk().catch((thrown) => this.#fail(thrown));
    });
  }

  #fail(thrown: unknown): void {
    this.error ??= errorInfo(thrown);
    clearInterval(this.#timer);
    this.#failed();
  }
}

export interface RecorderOptions {
  readonly version: string;
  /** Wall clock when the session began, ns since 1970: times of MCAP messages count from there, for other readers of the file. */
  readonly epochNs: bigint;
  /** Session time, ns; never goes back. */
  readonly clock: () => bigint;
  /** Called once when writing fails. */
  readonly failed?: () => void;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
