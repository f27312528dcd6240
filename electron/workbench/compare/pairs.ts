import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { differencesOf } from '../../contract/compare/differences.ts';
import { Ignored } from '../../contract/compare/ignore.ts';
import type { ComparedPair, Difference } from '../../contract/compare/messages.ts';
import type { Alignment } from './align.ts';
import { answeredPair } from './answered.ts';
import { RowFile, type RowPlaces } from './row-file.ts';
import { isSlower } from './slower.ts';
import type { WrittenRow } from './written-row.ts';

/** One recording of a comparison, as far as its pairs need it: plain data. */
export interface PairSide {
  readonly path: string;
  readonly places: RowPlaces;
  readonly snapshot: Snapshot;
}

/** Two recordings that are aligned. */
export interface Aligned {
  readonly alignment: Alignment;
  readonly sides: readonly [PairSide, PairSide];
  /** Ids of further rules of what is ignored. */
  readonly ignore?: readonly string[];
  readonly slower?: number;
}

/** Pairs of an alignment with their rows and differences, read from the files when they are asked for. */
export class Pairs {
  readonly #aligned: Aligned;
  readonly #files: readonly [RowFile, RowFile];
  readonly #ignored: Ignored;

  private constructor(aligned: Aligned, files: readonly [RowFile, RowFile]) {
    this.#aligned = aligned;
    this.#files = files;
    this.#ignored = new Ignored(aligned.ignore);
  }

  static async open(aligned: Aligned): Promise<Pairs> {
    const [left, right] = aligned.sides;
    const file = await RowFile.open(left.path, left.places);
    try {
      return new Pairs(aligned, [file, await RowFile.open(right.path, right.places)]);
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  }

  async pair(index: number): Promise<ComparedPair> {
    const left = await this.#shown(0, this.#aligned.alignment.left[index]!);
    const right = await this.#shown(1, this.#aligned.alignment.right[index]!);
    if (!left || !right) return { index, verdict: left ? 'missing' : 'added', left, right, differences: [] };
    const { differences } = await this.look(index);
    return { index, verdict: differences.length > 0 ? 'different' : 'same', left, right, differences };
  }

  /** What differs between the two of a pair, of which no side lacks. Rows are looked at as they are written: quick enough for all of a recording. */
  async look(index: number): Promise<{ readonly left: WrittenRow; readonly differences: Difference[] }> {
    const [one, other] = this.#aligned.sides;
    const left = await this.#files[0].written(this.#aligned.alignment.left[index]!);
    const right = await this.#files[1].written(this.#aligned.alignment.right[index]!);
    const differences = differencesOf(...answeredPair(left, right, [one.snapshot, other.snapshot]), this.#ignored);
    const [before, after] = [Number(left.durationNs), Number(right.durationNs)];
    if (isSlower(this.#aligned.slower, before, after)) differences.push(slowness(before, after));
    return { left, differences };
  }

  async close(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.close()));
  }

  async #shown(which: 0 | 1, at: number) {
    return at < 0 ? undefined : await this.#files[which].shown(at);
  }
}

const slowness = (left: number, right: number): Difference => ({
  what: 'timing',
  field: 'duration',
  left: `${left} ns`,
  right: `${right} ns`,
});
