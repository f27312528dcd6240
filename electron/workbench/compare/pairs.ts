import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { differencesOf } from '../../contract/compare/differences.ts';
import { Ignored } from '../../contract/compare/ignore.ts';
import type { ComparedPair, Difference } from '../../contract/compare/messages.ts';
import type { Alignment } from './align.ts';
import { answeredOf } from './answered.ts';
import { RowFile, type RowPlaces } from './row-file.ts';
import { isSlower } from './slower.ts';

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
    const left = await this.#side(0, this.#aligned.alignment.left[index]!);
    const right = await this.#side(1, this.#aligned.alignment.right[index]!);
    if (!left || !right) {
      const verdict = left ? 'missing' : 'added';
      return { index, verdict, left: left?.row, right: right?.row, differences: [] };
    }
    const differences = differencesOf(left.answered, right.answered, this.#ignored);
    const [before, after] = [Number(left.row.durationNs), Number(right.row.durationNs)];
    if (isSlower(this.#aligned.slower, before, after)) differences.push(slowness(left.row, right.row));
    const verdict = differences.length > 0 ? 'different' : 'same';
    return { index, verdict, left: left.row, right: right.row, differences };
  }

  async close(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.close()));
  }

  async #side(which: 0 | 1, at: number) {
    if (at < 0) return undefined;
    const { played, row } = await this.#files[which].at(at);
    return { row, answered: answeredOf(played, this.#aligned.sides[which].snapshot)! };
  }
}

const slowness = (left: RequestRow, right: RequestRow): Difference => ({
  what: 'timing',
  field: 'duration',
  left: `${left.durationNs} ns`,
  right: `${right.durationNs} ns`,
});
