import type { ChunkEntry } from '../recorder/row-index.ts';
import { Column } from './columns.ts';

const u32 = () => new Column(Uint32Array);
const f64 = () => new Column(Float64Array);
const u64 = () => new Column(BigUint64Array);

/** What is known of the chunks of a recording, column by column: some 80 bytes a chunk, where an object each would take a thousand. */
export class ChunkColumns {
  /** Counts and places, which are exact as numbers up to 2^53. */
  readonly #numbers = {
    ...{ offset: f64(), length: u32(), rows: u32(), errors: u32(), changes: u32(), topics: u32() },
    ...{ configFrom: u32(), configTo: u32() },
  };
  readonly #bigs = { bytes: u64(), startNs: u64(), endNs: u64() };
  readonly #paths = new Map<string, Column<Uint32Array>>();

  get length(): number {
    return this.#numbers.offset.length;
  }

  add(entry: ChunkEntry): void {
    for (const path of Object.keys(entry.paths)) if (!this.#paths.has(path)) this.#addPath(path);
    for (const [path, column] of this.#paths) column.push(entry.paths[path] ?? 0);
    for (const name of keysOf(this.#numbers)) this.#numbers[name].push(entry[name]);
    for (const name of keysOf(this.#bigs)) this.#bigs[name].push(entry[name]);
  }

  offset(chunk: number): number {
    return this.#numbers.offset.at(chunk);
  }

  lengthOf(chunk: number): number {
    return this.#numbers.length.at(chunk);
  }

  entry(chunk: number): ChunkEntry {
    const [numbers, bigs] = [this.#numbers, this.#bigs];
    return {
      offset: numbers.offset.at(chunk),
      length: numbers.length.at(chunk),
      rows: numbers.rows.at(chunk),
      errors: numbers.errors.at(chunk),
      changes: numbers.changes.at(chunk),
      topics: numbers.topics.at(chunk),
      bytes: bigs.bytes.at(chunk),
      startNs: bigs.startNs.at(chunk),
      endNs: bigs.endNs.at(chunk),
      configFrom: numbers.configFrom.at(chunk),
      configTo: numbers.configTo.at(chunk),
      paths: this.#pathsOf(chunk),
    };
  }

  #pathsOf(chunk: number): Record<string, number> {
    const paths: Record<string, number> = {};
    for (const [path, column] of this.#paths) if (column.at(chunk) > 0) paths[path] = column.at(chunk);
    return paths;
  }

  #addPath(path: string): void {
    const column = u32();
    for (let chunk = 0; chunk < this.length; chunk++) column.push(0);
    this.#paths.set(path, column);
  }
}

const keysOf = <T extends object>(columns: T) => Object.keys(columns) as (keyof T)[];
