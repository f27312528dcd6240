import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { ChunkTally } from '../recorder/chunk-tally.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import type { ChunkEntry } from '../recorder/row-index.ts';
import type { RowIndex } from '../recorder/row-index-reader.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { ChunkReader } from './chunk-reader.ts';
import { ChunkTable } from './chunk-table.ts';
import { damageNote } from './damage-note.ts';
import { DamagedChunk } from './damaged-chunk.ts';
import { holds } from './holds.ts';
import { indexAtEnd } from './index-at-end.ts';
import { agrees } from './index-check.ts';
import { KeptChunks } from './kept-chunks.ts';
import { refuseLaterFormat } from './later-format.ts';
import { LoadedChunk } from './loaded-chunk.ts';
import { type Loss, lossOf, unknownLoss } from './losses.ts';
import { firstMoved, isChunkOf, isThere, movedChunks } from './moved-chunks.ts';
import { type Damage, declareFront } from './read-recording.ts';
import { readSummary } from './read-summary.ts';
import { ReadThrough } from './read-through.ts';
import { RecordWalker } from './record-walker.ts';

export interface FileOptions {
  /** Called when more rows were found, or damage. */
  readonly changed?: () => void;
  /** Read the whole file through although it has an index, to know of all damage. */
  readonly readThrough?: boolean;
}

/**
 * A recording whose chunks are read when they are wanted, in bounded memory. Where they are, the index at its end says; without one the
 * file is read through once in the background, and its rows are there as far as that has come.
 */
export class RecordingFile {
  readonly path: string;
  readonly table = new ChunkTable();
  readonly reader = new ChunkReader();
  readonly #walker: RecordWalker;
  readonly #kept = new KeptChunks();
  readonly #changed: () => void;
  readonly #readThrough: boolean;
  readonly #found: Damage[] = [];
  #session: RecordedMessage<'session'> | undefined;
  #through: ReadThrough | undefined;
  #losses: Loss[] = [];
  /** Rows of chunks that could not be read. */
  #lost = 0;
  /** Places of chunks that lie elsewhere than the index says. */
  readonly #moved = new Set<number>();
  #mending: Promise<void> = Promise.resolve();
  /** Set while a file without an end is known to be written: that it has none is no damage then. */
  isBeingWritten = false;

  private constructor(path: string, walker: RecordWalker, { changed = () => {}, readThrough = false }: FileOptions) {
    this.path = path;
    this.#walker = walker;
    this.#changed = changed;
    this.#readThrough = readThrough;
  }

  /** Throws `no-such-file`, `future-version`, and `damaged-file` when nothing can be shown. */
  static async open(path: string, options: FileOptions = {}): Promise<RecordingFile> {
    await zstdReady;
    const file = new RecordingFile(path, await RecordWalker.open(path), options);
    try {
      await file.#begin();
      return file;
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  }

  get session(): RecordedMessage<'session'> {
    return this.#session!;
  }

  /** From the beginning of the session, which may be long before that of the recording, to the first thing, ns. */
  get beginNs(): bigint {
    return this.table.length > 0 ? this.table.entry(0).startNs : 0n;
  }

  /** From the beginning of the session to the last thing, ns. */
  get durationNs(): bigint {
    return this.table.endNs;
  }

  /** How far the file is read through; undefined when it is, or need not be. */
  get indexing(): { done: number; total: number } | undefined {
    return this.#through?.ended ? undefined : this.#through?.progress;
  }

  /** What could not be read, in the order of the file. */
  get losses(): readonly Loss[] {
    return this.#losses;
  }

  /** Whether the file has its end; one that has none may be growing. */
  get isWhole(): boolean {
    return this.#through?.end?.unfinished === undefined;
  }

  /** Takes in what was written since it was read; false when there is nothing more. */
  async refresh(): Promise<boolean> {
    return (await this.#through?.more()) ?? false;
  }

  /** What is known to be damaged: of a file with an index only what was looked at. */
  get damage(): ErrorInfo | undefined {
    const { damage = [], unfinished } = this.#through?.end ?? {};
    const known = this.isBeingWritten ? damage.filter((one) => one !== unfinished?.tail) : damage;
    const all = [...known, ...this.#found].sort((a, b) => a.offset - b.offset);
    const missing = this.#lost + (this.#through?.missing ?? 0);
    const end = { damage: all, whole: all.length === 0, foreign: 0 };
    return damageNote(this.path, end, { rows: this.table.rows, missing });
  }

  /** How often chunks were left out: each time, positions of rows change. */
  get leftOut(): number {
    return this.#found.length;
  }

  /** Resolves when all rows are known. */
  async complete(): Promise<void> {
    await this.#through?.done;
  }

  /** The chunk at a place of the table. Throws DamagedChunk: use `reading`. */
  async chunk(at: number): Promise<LoadedChunk> {
    const entry = this.table.entry(at);
    return this.#kept.get(entry, () => this.#load(entry));
  }

  /** Does `work`; when it comes across a chunk that cannot be read that is found again or left out, and it is done again. */
  async reading<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof DamagedChunk)) throw thrown;
        const mended = this.#mending.then(() => this.#mend(thrown));
        this.#mending = mended.catch(() => {});
        await mended;
      }
    }
  }

  async close(): Promise<void> {
    await this.#through?.stop();
    await this.#walker.close();
  }

  async #begin(): Promise<void> {
    const index = this.#readThrough ? undefined : await indexAtEnd(this.#walker);
    if (index && (await this.#trust(index))) return;
    this.#through = new ReadThrough(this.#walker, this.reader, {
      chunk: (entry) => this.table.add(entry),
      session: (message) => this.#beginSession(message),
      lost: (offset, rows) => this.#addLoss(unknownLoss(offset, rows)),
      changed: this.#changed,
    });
    await this.#through.begun;
    if (!this.#session) throw new WorkbenchError(this.damage ?? nothingInside(this.path));
  }

  /** Whether what is declared at the front, and the first chunk, are as the index says. */
  async #trust(index: RowIndex): Promise<boolean> {
    const [entry] = index.entries();
    if (!entry) return false;
    if (!(await declareFront(this.#walker, this.reader))) return this.#declareFromSummary();
    try {
      const first = await this.#load(entry);
      const at = Array.from({ length: first.length }, (_, place) => place).find((n) => first.topic(n) === 'session');
      const played = at === undefined ? undefined : first.play(at);
      if (played?.topic !== 'session') return false;
      this.#beginSession(played.message);
      for (const one of index.entries()) this.table.add(one);
      await this.reading(() => this.#learnRecovery());
      return true;
    } catch (thrown) {
      if (thrown instanceof DamagedChunk) return false;
      throw thrown;
    }
  }

  #beginSession(message: RecordedMessage<'session'>): void {
    refuseLaterFormat(this.path, message);
    this.#session ??= message;
  }

  /** The declarations at the front are damaged: those at the end say the same. The file is read from the front then, which tells all that is wrong. */
  async #declareFromSummary(): Promise<false> {
    const summary = await readSummary(this.#walker);
    for (const record of summary?.declarations ?? []) this.reader.declare(record);
    return false;
  }

  async #load(entry: ChunkEntry): Promise<LoadedChunk> {
    const bytes = await this.#walker.read(entry.offset, entry.length);
    if (!isChunkOf(entry, bytes, this.#walker.size)) throw new DamagedChunk(entry, 'no chunk begins there');
    if (this.#moved.has(entry.offset) && !this.#isIt(entry, bytes))
      throw new DamagedChunk(entry, 'the chunk there is not the one that the index tells of');
    const chunk = new LoadedChunk(entry, this.reader, this.#messagesOf(entry, bytes));
    if (chunk.rowPlaces.length === entry.rows) return chunk;
    throw new DamagedChunk(entry, `holds ${chunk.rowPlaces.length} requests where ${entry.rows} were announced`);
  }

  #messagesOf(entry: ChunkEntry, bytes: Uint8Array) {
    try {
      return this.reader.rawMessages(bytes);
    } catch (thrown) {
      throw new DamagedChunk(entry, errorInfo(thrown).message);
    }
  }

  /** Finds again what lies elsewhere, when that is what is wrong; what cannot be read anywhere is left out. */
  async #mend({ entry, reason }: DamagedChunk): Promise<void> {
    const at = this.table.at(entry.offset);
    if (at === undefined || this.table.lengthOf(at) !== entry.length) return;
    if (await isThere(this.#walker, entry)) return this.#leaveOut(at, { offset: entry.offset, reason }, [], [entry]);
    const searched = { walker: this.#walker, table: this.table, isIt: this.#isIt.bind(this) };
    const first = await firstMoved(this.#walker, this.table, at);
    const { offset, moved, missing } = await movedChunks(searched, first);
    for (const one of moved) this.#moved.add(one.offset);
    this.#leaveOut(first, { offset, reason: elsewhere(moved.length, missing.length) }, moved, missing);
  }

  /** Puts the chunks that were `found` in place of those and the `missing` ones from `at` on. */
  #leaveOut(at: number, damage: Damage, found: readonly ChunkEntry[], missing: readonly ChunkEntry[]): void {
    this.table.replace(at, found.length + missing.length, found);
    this.#found.push(damage);
    for (const one of missing) {
      this.#lost += one.rows;
      this.#addLoss(lossOf(one));
    }
    this.#changed();
  }

  /** Whether these bytes are the chunk that an entry tells of. */
  #isIt(entry: ChunkEntry, bytes: Uint8Array): boolean {
    const tally = new ChunkTally();
    try {
      for (const { topic, message } of this.reader.messages(bytes)) tally.add(topic, message);
    } catch {
      return false;
    }
    return agrees(entry, tally.entry(entry.offset, entry.length));
  }

  #addLoss(loss: Loss): void {
    this.#losses = [...this.#losses, loss].sort((a, b) => a.offset - b.offset);
  }

  /** A recording that was recovered tells itself what it lacks. */
  async #learnRecovery(): Promise<void> {
    const last = this.table.entry(this.table.length - 1);
    if (!holds(last, 'recovery')) return;
    const chunk = await this.#load(last);
    const places = Array.from({ length: chunk.length }, (_, place) => place);
    let before = 0;
    for (const place of places.filter((one) => chunk.topic(one) === 'recovery')) {
      const played = chunk.play(place);
      for (const { first, last: end } of played.topic === 'recovery' ? played.message.gaps : []) {
        const offset = this.table.offset(this.table.ofRow(first - before));
        this.#addLoss(unknownLoss(offset, end - first + 1));
        before += end - first + 1;
      }
    }
  }
}

const elsewhere = (found: number, missing: number): string =>
  `what follows does not lie where the index says: ${found} of ${found + missing} chunks were found elsewhere`;

const nothingInside = (path: string): ErrorInfo => ({
  code: 'damaged-file',
  message: `${path} holds no session of a workbench.`,
  next: 'Choose a file that a workbench recorded.',
});
