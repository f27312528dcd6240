import type { ChunkEntry } from '../recorder/row-index.ts';

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
  readonly #entries: ChunkEntry[] = [];
  /** Rows before each chunk. */
  readonly #firstRow: number[] = [];
  /** Latest time up to the end of each chunk. */
  readonly #endNs: bigint[] = [];
  /** Totals before every 64th chunk. */
  readonly #totals: Totals[] = [];
  rows = 0;
  errors = 0;

  get length(): number {
    return this.#entries.length;
  }

  get entries(): readonly ChunkEntry[] {
    return this.#entries;
  }

  /** Time of the last thing, ns since the session began. */
  get endNs(): bigint {
    return this.#endNs.at(-1) ?? 0n;
  }

  entry(chunk: number): ChunkEntry {
    return this.#entries[chunk]!;
  }

  firstRow(chunk: number): number {
    return this.#firstRow[chunk] ?? this.rows;
  }

  /** Latest time before the chunk. */
  timeBefore(chunk: number): bigint {
    return this.#endNs[chunk - 1] ?? 0n;
  }

  add(entry: ChunkEntry): void {
    if (this.length % STRIDE === 0) this.#totals.push(this.before(this.length));
    const latest = this.endNs;
    this.#entries.push(entry);
    this.#firstRow.push(this.rows);
    this.#endNs.push(entry.endNs > latest ? entry.endNs : latest);
    this.rows += entry.rows;
    this.errors += entry.errors;
  }

  /** Takes a chunk out that cannot be read; what lies behind it moves up. False when it is not there. */
  remove(entry: ChunkEntry): boolean {
    if (!this.#entries.includes(entry)) return false;
    const kept = this.#entries.filter((one) => one !== entry);
    for (const list of [this.#entries, this.#firstRow, this.#endNs, this.#totals]) list.length = 0;
    [this.rows, this.errors] = [0, 0];
    for (const one of kept) this.add(one);
    return true;
  }

  /** The chunk that holds row `row`; `length` when there is no such row. */
  ofRow(row: number): number {
    if (row >= this.rows) return this.length;
    // Chunks without rows begin at the same row as the one behind them: the last of those holds it.
    return firstWhere(this.length, (chunk) => this.firstRow(chunk + 1) > row);
  }

  /** The first chunk in which anything is later than `atNs`; `length` when nothing is. */
  after(atNs: bigint): number {
    return firstWhere(this.length, (chunk) => this.#endNs[chunk]! > atNs);
  }

  /** What happened in all chunks before `chunk`. */
  before(chunk: number): Totals {
    const kept = Math.min(Math.floor(chunk / STRIDE), this.#totals.length - 1);
    if (kept < 0) return NOTHING;
    return this.#entries.slice(kept * STRIDE, chunk).reduce(plus, this.#totals[kept]!);
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
