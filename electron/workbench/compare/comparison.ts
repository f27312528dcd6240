import type { ComparedPair, CompareSummary } from '../../contract/compare/messages.ts';
import type { Compared, CompareHooks, CompareOptions } from './compare-files.ts';
import { compareInThread } from './compare-thread.ts';
import { Pairs } from './pairs.ts';

/** Two recordings, aligned request by request. Rows are read from the files when they are asked for. */
export class Comparison {
  readonly #compared: Compared;
  readonly #pairs: Pairs;

  private constructor(compared: Compared, pairs: Pairs) {
    this.#compared = compared;
    this.#pairs = pairs;
  }

  /** Compares the recordings at two paths, in a thread of its own. Throws as opening a recording does, `usage` and `stopped`. */
  static async open(left: string, right: string, options: CompareOptions & CompareHooks = {}): Promise<Comparison> {
    const { progress, signal, ...plain } = options;
    const compared = await compareInThread(left, right, plain, { progress, signal });
    return new Comparison(compared, await Pairs.open(compared));
  }

  get summary(): CompareSummary {
    return this.#compared.summary;
  }

  /** Pairs from place `from` on, of all or of those that are not the same. */
  async page(from: number, count: number, onlyDifferences = false): Promise<{ total: number; pairs: ComparedPair[] }> {
    const { notSame, alignment } = this.#compared;
    const total = onlyDifferences ? notSame.length : alignment.left.length;
    const pairs: ComparedPair[] = [];
    for (let at = from; at < Math.min(from + count, total); at++)
      pairs.push(await this.#pairs.pair(onlyDifferences ? notSame[at]! : at));
    return { total, pairs };
  }

  /** Place of the next pair that is not the same, behind or before `from`. */
  next(from: number, direction: 'forward' | 'back'): number | undefined {
    const { notSame } = this.#compared;
    let [low, high] = [0, notSame.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (notSame[middle]! <= (direction === 'forward' ? from : from - 1)) low = middle + 1;
      else high = middle;
    }
    return notSame[direction === 'forward' ? low : low - 1];
  }

  close(): Promise<void> {
    return this.#pairs.close();
  }
}
