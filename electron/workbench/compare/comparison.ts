import { stat } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { differencesOf } from '../../contract/compare/differences.ts';
import { Ignored } from '../../contract/compare/ignore.ts';
import type { ComparedPair, CompareSummary, Difference } from '../../contract/compare/messages.ts';
import { pairLine } from '../../contract/compare/pair-line.ts';
import { type Alignment, align } from './align.ts';
import { answeredOf } from './answered.ts';
import { KeyMaker } from './keys.ts';
import { sideBySide } from './latencies.ts';
import { RowFile } from './row-file.ts';
import { SideReader } from './side.ts';
import { snapshotDifferences } from './snapshots.ts';

export interface CompareOptions {
  /** Ids of further rules of what is ignored. */
  readonly ignore?: readonly string[];
  /** A request that took this many times longer than the other counts as different. */
  readonly slower?: number;
  /** Rows that are compared; all, when not given. */
  readonly matches?: (row: RequestRow) => boolean;
  /** Hears bytes read of both files. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** First differences that a summary tells. */
const FIRST = 20;
/** Durations below this differ by chance. */
const LEAST_NS = 10_000;

/** Two recordings, aligned request by request. Rows are read from the files when they are asked for. */
export class Comparison {
  readonly summary: CompareSummary;
  readonly #alignment: Alignment;
  /** Places of pairs that are not the same, in order. */
  readonly #notSame: Int32Array;
  readonly #details: Details;

  private constructor(summary: CompareSummary, alignment: Alignment, notSame: Int32Array, details: Details) {
    this.summary = summary;
    this.#alignment = alignment;
    this.#notSame = notSame;
    this.#details = details;
  }

  /**
   * Compares the recordings at two paths: one pass over each, then the pairs that are not the same. Memory: some 80 bytes a request,
   * whatever they carry. Throws as opening a recording does, and `stopped`.
   */
  static async open(left: string, right: string, options: CompareOptions = {}): Promise<Comparison> {
    const ignored = new Ignored(options.ignore);
    const breathe = breather(options.signal);
    const [one, other] = await readBoth(left, right, new KeyMaker(ignored), options, breathe);
    const [rows, others] = [one.takeRows(), other.takeRows()];
    const alignment = await align(rows.keys, others.keys, breathe);
    const isSlower = slowerTest(options.slower, alignment, rows.durations, others.durations);
    const files = [await RowFile.open(left, rows.places), await RowFile.open(right, others.places)] as const;
    const details = new Details(alignment, files, [one, other], ignored, isSlower);
    try {
      const isSame = (index: number) =>
        rows.keys.whole[alignment.left[index]!] === others.keys.whole[alignment.right[index]!] && !isSlower(index);
      const found = await lookInto(alignment, isSame, details, breathe);
      return new Comparison(summaryOf(one, other, alignment, found, ignored), alignment, found.notSame, details);
    } catch (thrown) {
      await details.close();
      throw thrown;
    }
  }

  /** Pairs from place `from` on, of all or of those that are not the same. */
  async page(from: number, count: number, onlyDifferences = false): Promise<{ total: number; pairs: ComparedPair[] }> {
    const total = onlyDifferences ? this.#notSame.length : this.#alignment.left.length;
    const pairs: ComparedPair[] = [];
    for (let at = from; at < Math.min(from + count, total); at++)
      pairs.push(await this.#details.pair(onlyDifferences ? this.#notSame[at]! : at));
    return { total, pairs };
  }

  /** Place of the next pair that is not the same, behind or before `from`. */
  next(from: number, direction: 'forward' | 'back'): number | undefined {
    let [low, high] = [0, this.#notSame.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#notSame[middle]! <= (direction === 'forward' ? from : from - 1)) low = middle + 1;
      else high = middle;
    }
    return this.#notSame[direction === 'forward' ? low : low - 1];
  }

  close(): Promise<void> {
    return this.#details.close();
  }
}

async function readBoth(
  left: string,
  right: string,
  keys: KeyMaker,
  { matches = () => true, progress = () => {} }: CompareOptions,
  breathe: () => Promise<void>,
): Promise<[SideReader, SideReader]> {
  const sizes = await Promise.all(
    [left, right].map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const total = sizes[0]! + sizes[1]!;
  const read = (path: string, before: number) =>
    SideReader.read(path, keys, {
      matches,
      progress: async (done) => {
        progress(before + done, total);
        await breathe();
      },
    });
  return [await read(left, 0), await read(right, sizes[0]!)];
}

/** Pairs of an alignment with their rows and differences. */
class Details {
  readonly #alignment: Alignment;
  readonly #files: readonly [RowFile, RowFile];
  readonly #sides: readonly [SideReader, SideReader];
  readonly #ignored: Ignored;
  readonly #isSlower: (index: number) => boolean;

  constructor(
    alignment: Alignment,
    files: readonly [RowFile, RowFile],
    sides: readonly [SideReader, SideReader],
    ignored: Ignored,
    isSlower: (index: number) => boolean,
  ) {
    this.#alignment = alignment;
    this.#files = files;
    this.#sides = sides;
    this.#ignored = ignored;
    this.#isSlower = isSlower;
  }

  async pair(index: number): Promise<ComparedPair> {
    const left = await this.#side(0, this.#alignment.left[index]!);
    const right = await this.#side(1, this.#alignment.right[index]!);
    if (!left || !right) {
      const verdict = left ? 'missing' : 'added';
      return { index, verdict, left: left?.row, right: right?.row, differences: [] };
    }
    const differences = differencesOf(left.answered, right.answered, this.#ignored);
    if (this.#isSlower(index)) differences.push(slowness(left.row, right.row));
    const verdict = differences.length > 0 ? 'different' : 'same';
    return { index, verdict, left: left.row, right: right.row, differences };
  }

  async close(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.close()));
  }

  async #side(which: 0 | 1, at: number) {
    if (at < 0) return undefined;
    const { played, row } = await this.#files[which].at(at);
    return { row, answered: answeredOf(played, this.#sides[which].snapshot)! };
  }
}

interface Found {
  readonly notSame: Int32Array;
  readonly counts: { different: number; missing: number; added: number };
  readonly by: Map<Difference['what'], number>;
  readonly first: { index: number; line: string }[];
}

/** Looks into every pair whose keys are not equal. */
async function lookInto(
  { left }: Alignment,
  isSame: (index: number) => boolean,
  details: Details,
  breathe: () => Promise<void>,
): Promise<Found> {
  const counts = { same: 0, different: 0, missing: 0, added: 0 };
  const by: Found['by'] = new Map();
  const [notSame, first]: [number[], Found['first']] = [[], []];
  for (let index = 0; index < left.length; index++) {
    if (isSame(index)) continue;
    if (notSame.length % 64 === 0) await breathe();
    const pair = await details.pair(index);
    counts[pair.verdict] += 1;
    if (pair.verdict === 'same') continue;
    notSame.push(index);
    for (const what of new Set(pair.differences.map((one) => one.what))) by.set(what, (by.get(what) ?? 0) + 1);
    if (first.length < FIRST) first.push({ index, line: pairLine(pair) });
  }
  return { notSame: Int32Array.from(notSame), counts, by, first };
}

function summaryOf(
  left: SideReader,
  right: SideReader,
  { left: { length: total } }: Alignment,
  { notSame, counts: { different, missing, added }, by, first }: Found,
  ignored: Ignored,
): CompareSummary {
  return {
    left: left.about,
    right: right.about,
    total,
    same: total - notSame.length,
    different,
    missing,
    added,
    by: Object.fromEntries(by),
    functions: snapshotDifferences(left.snapshot, right.snapshot, ignored),
    latencies: sideBySide(left.latencies, right.latencies),
    ignored: ignored.rules.map(({ id, why }) => ({ id, why })),
    first,
  };
}

function slowerTest(slower: number | undefined, { left, right }: Alignment, one: Float64Array, other: Float64Array) {
  return (index: number) => {
    const [a, b] = [one[left[index]!], other[right[index]!]];
    if (slower === undefined || a === undefined || b === undefined) return false;
    const [short, long] = a < b ? [a, b] : [b, a];
    return long - short > LEAST_NS && long > slower * short;
  };
}

const slowness = (left: RequestRow, right: RequestRow): Difference => ({
  what: 'timing',
  field: 'duration',
  left: `${left.durationNs} ns`,
  right: `${right.durationNs} ns`,
});

/** Lets other work have its turn now and then; throws `stopped` once the signal is aborted. */
function breather(signal?: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last > 15) {
      await new Promise((resolve) => setImmediate(resolve));
      last = performance.now();
    }
    if (signal?.aborted) throw new WorkbenchError({ code: 'stopped', message: 'The comparison was stopped.' });
  };
}
