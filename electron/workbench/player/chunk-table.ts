import type { ChunkEntry } from '../recorder/row-index.ts';
import { ChunkColumns } from './chunk-columns.ts';
import { Column } from './columns.ts';

/** What happened up to a place of a recording. */
export interface Totals {
  readonly requests: number;
  readonly errors: number;
  readonly bytes: bigint;
  readonly paths: Readonly<Record<string, number>>;
}

const NOTHING: Totals = { requests: 0, errors: 0, bytes: 0n, paths: {} };

/** Chunks between two totals that are kept. */
const STRIDE = 64;

/** The chunks of a recording in order, with what lies before each: finds the chunk of a row or of a time without reading any. */
export class ChunkTable {
  #chunks = new ChunkColumns();
  /** Rows before each chunk. */
  readonly #firstRow = new Column(Float64Array);
  /** Latest time up to the end of each chunk. */
  readonly #endNs = new Column(BigUint64Array);
  /** Totals before every 64th chunk. */
  readonly #totals: Totals[] = [];
  rows = 0;
  errors = 0;

  get length(): number {
    return this.#chunks.length;
  }

  /** One after another, made as they are asked for. */
  *entries(): Generator<ChunkEntry> {
    for (let chunk = 0; chunk < this.length; chunk++) yield this.#chunks.entry(chunk);
  }

  /** Time of the last thing, ns since the session began. */
  get endNs(): bigint {
    return this.timeBefore(this.length);
  }

  entry(chunk: number): ChunkEntry {
    return this.#chunks.entry(chunk);
  }

  /** Where the chunk lies in the file; behind everything for `length`. */
  offset(chunk: number): number {
    return chunk < this.length ? this.#chunks.offset(chunk) : Number.POSITIVE_INFINITY;
  }

  /** Bytes the chunk takes in the file. */
  lengthOf(chunk: number): number {
    return this.#chunks.lengthOf(chunk);
  }

  firstRow(chunk: number): number {
    return chunk < this.length ? this.#firstRow.at(chunk) : this.rows;
  }

  /** Latest time before the chunk. */
  timeBefore(chunk: number): bigint {
    return chunk > 0 ? this.#endNs.at(chunk - 1) : 0n;
  }

  add(entry: ChunkEntry): void {
    this.#chunks.add(entry);
    this.#sum(entry, this.length - 1);
  }

  /** Which chunk lies at a place of the file; undefined when none does. */
  at(offset: number): number | undefined {
    const chunk = firstWhere(this.length, (at) => this.offset(at) >= offset);
    return this.offset(chunk) === offset ? chunk : undefined;
  }

  /** The first chunk that lies behind a place of the file; `length` when none does. */
  behind(offset: number): number {
    return firstWhere(this.length, (at) => this.offset(at) > offset);
  }

  /** Puts others in place of `count` chunks; rows behind them move up or down. */
  replace(first: number, count: number, others: readonly ChunkEntry[]): void {
    const before = this.#chunks;
    this.#chunks = new ChunkColumns();
    for (const list of [this.#firstRow, this.#endNs]) list.clear();
    this.#totals.length = 0;
    [this.rows, this.errors] = [0, 0];
    for (let at = 0; at < first; at++) this.add(before.entry(at));
    for (const entry of others) this.add(entry);
    for (let at = first + count; at < before.length; at++) this.add(before.entry(at));
  }

  /** The chunk that holds row `row`; `length` when there is no such row. */
  ofRow(row: number): number {
    if (row >= this.rows) return this.length;
    // Chunks without rows begin at the same row as the one behind them: the last of those holds it.
    return firstWhere(this.length, (chunk) => this.firstRow(chunk + 1) > row);
  }

  /** The first chunk in which anything is later than `atNs`; `length` when nothing is. */
  after(atNs: bigint): number {
    return firstWhere(this.length, (chunk) => this.#endNs.at(chunk) > atNs);
  }

  /** What happened in all chunks before `chunk`. */
  before(chunk: number): Totals {
    const kept = Math.min(Math.floor(chunk / STRIDE), this.#totals.length - 1);
    if (kept < 0) return NOTHING;
    let sum = this.#totals[kept]!;
    for (let at = kept * STRIDE; at < Math.min(chunk, this.length); at++) sum = plus(sum, this.entry(at));
    return sum;
  }

  /** Counts the chunk at the end of what was counted. */
  #sum(entry: ChunkEntry, chunk: number): void {
    if (chunk % STRIDE === 0) this.#totals.push(this.before(chunk));
    const latest = this.timeBefore(chunk);
    this.#firstRow.push(this.rows);
    this.#endNs.push(entry.endNs > latest ? entry.endNs : latest);
    this.rows += entry.rows;
    this.errors += entry.errors;
  }
}

function plus(sum: Totals, { rows, errors, bytes, paths }: ChunkEntry): Totals {
  return {
    requests: sum.requests + rows,
    errors: sum.errors + errors,
    bytes: sum.bytes + bytes,
    paths: addPaths(sum.paths, paths),
  };
}

function addPaths(sum: Totals['paths'], more: Totals['paths']): Totals['paths'] {
  const paths = { ...sum };
  for (const [path, rows] of Object.entries(more)) paths[path] = (paths[path] ?? 0) + rows;
  return paths;
}

/** The first of `length` numbers from which on `holds` is true; `length` when it is nowhere. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
