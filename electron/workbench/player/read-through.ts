import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { ChunkTally } from '../recorder/chunk-tally.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import type { ChunkEntry } from '../recorder/row-index.ts';
import { Breath } from './breath.ts';
import type { ChunkReader, RawMessage } from './chunk-reader.ts';
import { countedMessage } from './light-message.ts';
import { type Damage, type ReadChunk, type ReadEnd, readChunks, type Unfinished } from './read-recording.ts';
import type { RecordWalker } from './record-walker.ts';

/** This much of a file is read before it is shown: whole, when it is short. */
const BEFORE_SHOWING = 4 * 1024 * 1024;

export interface Followers {
  readonly chunk: (entry: ChunkEntry) => void;
  readonly session: (message: RecordedMessage<'session'>) => void;
  /** Something before the chunk at `offset` could not be read: `rows` numbers of rows are missing there. */
  readonly lost: (offset: number, rows: number) => void;
  readonly changed: () => void;
}

/** Reads a recording once from the front, a little at a time, and tells where its rows are. */
export class ReadThrough {
  /** Resolves when there is something to show, or nothing more to come; rejects when the file is refused. */
  readonly begun: Promise<void>;
  /** Resolves when everything is read. */
  readonly done: Promise<void>;
  readonly #walker: RecordWalker;
  readonly #reader: ChunkReader;
  readonly #followers: Followers;
  readonly #breath = new Breath();
  readonly #damage: Damage[] = [];
  /** What reading told so far, but for the end. */
  #read: Damage[] = [];
  /** Chunks right before that had messages which cannot be read. */
  #unread = 0;
  #more: Promise<unknown> = Promise.resolve();
  #show: () => void = () => {};
  #session = false;
  #offset = 0;
  #stopped = false;
  #nextSeq = 0;
  /** Rows that are missing between those that were read: their numbers are skipped. */
  missing = 0;
  end: ReadEnd | undefined;

  constructor(walker: RecordWalker, reader: ChunkReader, followers: Followers) {
    this.#walker = walker;
    this.#reader = reader;
    this.#followers = followers;
    const shown = new Promise<void>((resolve) => {
      this.#show = resolve;
    });
    const reading = this.#pass();
    this.begun = Promise.race([shown, reading]);
    this.done = reading.catch(() => {});
  }

  get ended(): boolean {
    return this.end !== undefined;
  }

  /** Bytes read, of all. */
  get progress(): { done: number; total: number } {
    return { done: this.#offset, total: this.#walker.size };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.done;
    await this.#more;
  }

  /** Reads on where the file ended; false when it has not grown since, or is whole. */
  async more(): Promise<boolean> {
    const { unfinished } = this.end ?? {};
    if (!unfinished || this.#stopped || !(await this.#walker.grown())) return false;
    this.#more = this.#pass(unfinished).catch(() => {});
    await this.#more;
    return true;
  }

  async #pass(resumed?: Unfinished): Promise<void> {
    const chunks = readChunks(this.#walker, this.#reader, (chunk) => this.#reader.rawMessages(chunk), resumed);
    let next = await chunks.next();
    for (; !next.done && !this.#stopped; next = await chunks.next()) await this.#add(next.value);
    if (!next.done) return;
    const { damage, unfinished } = next.value;
    this.#read = [...this.#read, ...damage.slice(0, unfinished ? -1 : damage.length)];
    const all = [...this.#read, ...this.#damage, ...(unfinished ? [unfinished.tail] : [])];
    this.end = { ...next.value, damage: all, whole: all.length === 0 };
    this.#followers.changed();
  }

  async #add(chunk: ReadChunk<RawMessage>): Promise<void> {
    try {
      const missing = this.missing;
      const entry = await this.#entryOf(chunk);
      const lost = this.missing - missing;
      if (lost > 0 || chunk.isBehindDamage || this.#unread > 0) this.#followers.lost(chunk.offset, lost);
      this.#unread = 0;
      if (entry) this.#followers.chunk(entry);
    } catch (thrown) {
      if (errorInfo(thrown).code === 'future-version') throw thrown;
      this.#unread += 1;
      this.#damage.push({ offset: chunk.offset, reason: errorInfo(thrown).message });
    }
    this.#offset = chunk.offset + chunk.length;
    if (this.#session && this.#offset > BEFORE_SHOWING) this.#show();
    this.#followers.changed();
  }

  /** What the index would say of the chunk; undefined when the reading was stopped meanwhile. */
  async #entryOf({ offset, length, messages }: ReadChunk<RawMessage>): Promise<ChunkEntry | undefined> {
    const tally = new ChunkTally();
    const seqs: number[] = [];
    for (const raw of messages) {
      const seq = this.#count(tally, raw);
      if (seq !== undefined) seqs.push(seq);
      if (this.#breath.due) await this.#breath.take();
      if (this.#stopped) return undefined;
    }
    for (const seq of seqs) {
      this.missing += Math.max(seq - this.#nextSeq, 0);
      this.#nextSeq = seq + 1;
    }
    return tally.entry(offset, length);
  }

  #count(tally: ChunkTally, raw: RawMessage): number | undefined {
    if (raw.topic === 'session') this.#beginSession(raw);
    const message = countedMessage(this.#reader, raw);
    tally.add(raw.topic, message);
    return 'seq' in message ? message.seq : undefined;
  }

  #beginSession(raw: RawMessage): void {
    const played = this.#reader.play(raw);
    if (played.topic !== 'session') return;
    this.#followers.session(played.message);
    this.#session = true;
  }
}
