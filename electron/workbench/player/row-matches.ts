import type { RequestRow } from '../../contract/app-contract.ts';
import { Breath } from './breath.ts';
import type { RecordingFile } from './recording-file.ts';

/** One bit a row, grown as rows are searched: ten million rows take 1.2 MiB, however many match. */
export class RowMatches {
  readonly #file: RecordingFile;
  readonly #matches: (row: RequestRow) => boolean;
  /** Matches before each chunk that was searched, and in all of them. */
  readonly #before: number[] = [0];
  readonly #bits: Uint8Array[] = [];

  constructor(file: RecordingFile, matches: (row: RequestRow) => boolean) {
    this.#file = file;
    this.#matches = matches;
  }

  /** Matches among what was searched. */
  get count(): number {
    return this.#before.at(-1)!;
  }

  /** Searches what is not searched yet, a little at a time. Returns early when `stopped`. */
  async search(stopped: () => boolean): Promise<void> {
    const breath = new Breath();
    for (let at = this.#bits.length; at < this.#file.table.length && !stopped(); at++) {
      const bits = await this.#searchChunk(at, breath);
      this.#bits.push(bits.bytes);
      this.#before.push(this.count + bits.set);
    }
  }

  /** Positions in the request list of the matches `from` to `to`. */
  positions(from: number, to: number): number[] {
    const positions: number[] = [];
    const first = this.#before.findLastIndex((before) => before <= from);
    for (let at = Math.max(first, 0); at < this.#bits.length && this.#before[at]! < to; at++) {
      const inChunk = positionsIn(this.#bits[at]!).map((index) => this.#file.table.firstRow(at) + index);
      positions.push(...inChunk.slice(Math.max(from - this.#before[at]!, 0), to - this.#before[at]!));
    }
    return positions;
  }

  async #searchChunk(at: number, breath: Breath) {
    if (breath.due) await breath.take();
    const { rows } = this.#file.table.entry(at);
    const bytes = new Uint8Array(Math.ceil(rows / 8));
    if (rows === 0) return { bytes, set: 0 };
    const chunk = await this.#file.chunk(at);
    let set = 0;
    for (let index = 0; index < rows; index++) {
      if (breath.due) await breath.take();
      if (!this.#matches(chunk.lightRow(index))) continue;
      bytes[index >> 3]! |= 1 << (index & 7);
      set += 1;
    }
    return { bytes, set };
  }
}

function positionsIn(bits: Uint8Array): number[] {
  const positions: number[] = [];
  for (let index = 0; index < bits.length * 8; index++)
    if (((bits[index >> 3]! >> (index & 7)) & 1) === 1) positions.push(index);
  return positions;
}
