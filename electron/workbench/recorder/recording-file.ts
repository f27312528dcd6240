import { toJson } from '../json.ts';
import { encodeBurst } from './burst-message.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { FileSink } from './file-sink.ts';
import { recordingHead } from './head.ts';
import { type RecordedMessage, type Topic, topics } from './messages.ts';

/** The `session` message is written again after this many bytes and at the end, so that damage in one place does not lose it. */
const SESSION_EVERY = 64 * 1024 * 1024;

/** One file of a recording. Messages are taken at once; what touches the disk must be awaited, one call after another. */
export class RecordingFile {
  readonly #sink: FileSink;
  readonly #writer: ChunkWriter;
  #session: RecordedMessage<'session'> | undefined;
  #sessionAt = 0;
  #lastTime = 0n;
  /** Requests and marks in this file: the number of the next one. */
  rows = 0;

  private constructor(sink: FileSink, version: string) {
    this.#sink = sink;
    this.#writer = new ChunkWriter(sink, recordingHead(version));
  }

  /** Creates the file under its final name. Throws `write-failed`. */
  static async create(path: string, version: string): Promise<RecordingFile> {
    const file = new RecordingFile(await FileSink.create(path), version);
    await file.#writer.start();
    return file;
  }

  get path(): string {
    return this.#sink.path;
  }

  /** Bytes in the file. */
  get bytes(): number {
    return this.#sink.position;
  }

  /** Bytes that wait for the next chunk. */
  get pending(): number {
    return this.#writer.pending;
  }

  /** Number of the chunk that messages go into. */
  get chunk(): number {
    return this.#writer.chunks;
  }

  /** Takes a message into the next chunk; gives its bytes. `logTime`: ns since 1970. */
  add<T extends Topic>(topic: T, message: RecordedMessage<T>, logTime: bigint): number {
    if (topic === 'session') this.#session = message as RecordedMessage<'session'>;
    if (topic === 'request' || topic === 'mark') this.rows += 1;
    this.#lastTime = logTime;
    const data = encode(topic, message);
    const place = { channelId: topics.indexOf(topic), sequence: 0, logTime, publishTime: logTime };
    this.#writer.add({ ...place, data }, topic, message);
    return data.length;
  }

  async closeChunk(): Promise<void> {
    if (this.bytes - this.#sessionAt > SESSION_EVERY) this.#repeatSession();
    await this.#writer.closeChunk();
  }

  /** Makes the file whole. */
  async end(): Promise<void> {
    this.#repeatSession();
    await this.#writer.end();
  }

  /** Forces what was written onto the disk, beside the writing. Throws `write-failed`. */
  force(): Promise<void> {
    return this.#sink.force();
  }

  close(): Promise<void> {
    return this.#sink.close();
  }

  #repeatSession(): void {
    this.#sessionAt = this.bytes;
    if (this.#session) this.add('session', this.#session, this.#lastTime);
  }
}

function encode<T extends Topic>(topic: T, message: RecordedMessage<T>): Uint8Array {
  if (topic === 'burst') return encodeBurst(message as RecordedMessage<'burst'>);
  return new TextEncoder().encode(JSON.stringify(toJson(message)));
}
