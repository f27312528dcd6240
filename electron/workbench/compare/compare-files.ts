import { realpath, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { Ignored } from '../../contract/compare/ignore.ts';
import type { CompareProgress, CompareSummary } from '../../contract/compare/messages.ts';
import { pairLine } from '../../contract/compare/pair-line.ts';
import { rowExpression } from '../../contract/row-expression.ts';
import { align } from './align.ts';
import { KeyMaker } from './keys.ts';
import { sideBySide } from './latencies.ts';
import { type Aligned, type PairSide, Pairs } from './pairs.ts';
import { SideReader, type SideRows } from './side.ts';
import { isSlower } from './slower.ts';
import { snapshotDifferences } from './snapshots.ts';
import { Tally } from './tally.ts';

/** What is compared, and how: plain data. */
export interface CompareOptions {
  /** Ids of further rules of what is ignored. */
  readonly ignore?: readonly string[];
  /** A request that took this many times longer than the other counts as different. */
  readonly slower?: number;
  /** Expression of the rows that are compared; all, when not given. */
  readonly only?: string;
}

export interface CompareHooks {
  readonly progress?: (progress: CompareProgress) => void;
  readonly signal?: AbortSignal;
}

/** Two recordings compared: plain data, which another thread can hand over. */
export interface Compared extends Aligned {
  readonly summary: CompareSummary;
  /** Places of pairs that are not the same, in order. */
  readonly notSame: Int32Array;
}

/** First differences that a summary tells. */
const FIRST = 20;

/** Pairs that are looked into between two breaths. */
const BREATH = 64;

/** How work goes on: what it tells, and where it lets others have their turn. */
interface Course {
  readonly progress: (progress: CompareProgress) => void;
  readonly breathe: () => Promise<void>;
}

/**
 * Compares the recordings at two paths: one pass over each, or one over both when they are one file, then a look at the pairs that are
 * not the same. Memory does not depend on what requests carry. Throws as opening a recording does, and `stopped`.
 */
export async function compareFiles(
  left: string,
  right: string,
  options: CompareOptions,
  hooks: CompareHooks = {},
): Promise<Compared> {
  const ignored = new Ignored(options.ignore);
  const { progress = () => {} } = hooks;
  const course = { progress, breathe: breather(hooks.signal) };
  const [one, other] = await readBoth(left, right, new KeyMaker(ignored), options, course);
  const rows = one.rows;
  const others = one === other ? rows : other.rows;
  progress({ phase: 'aligning', done: 0, total: 0 });
  const alignment = await align(rows.keys, others.keys, course.breathe);
  const { ignore, slower } = options;
  const sides = [sideOf(left, one, rows), sideOf(right, other, others)] as const;
  const aligned = { alignment, sides, ignore, slower };
  const found = await lookInto(aligned, sameTest(aligned, rows, others), course);
  return { ...aligned, summary: summaryOf(one, other, alignment.left.length, found, ignored), notSame: found.notSame };
}

const sideOf = (path: string, { snapshot }: SideReader, { places }: SideRows): PairSide => ({ path, places, snapshot });

async function readBoth(
  left: string,
  right: string,
  keys: KeyMaker,
  { only }: CompareOptions,
  { progress, breathe }: Course,
): Promise<[SideReader, SideReader]> {
  const matches = only === undefined ? undefined : rowExpression(only);
  const isOne = (await nameOf(left)) === (await nameOf(right));
  const sizes = await Promise.all([left, right].map(sizeOf));
  const total = isOne ? sizes[0]! : sizes[0]! + sizes[1]!;
  const read = (path: string, before: number) =>
    SideReader.read(path, keys, {
      matches,
      progress: async (done) => {
        progress({ phase: 'reading', done: before + done, total });
        await breathe();
      },
    });
  const side = await read(left, 0);
  return [side, isOne ? side : await read(right, sizes[0]!)];
}

/** A file that is not there is told when it is read. */
const nameOf = (path: string) => realpath(path).catch(() => path);
const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

function sameTest({ alignment: { left, right }, slower }: Aligned, one: SideRows, other: SideRows) {
  return (index: number) => {
    const [a, b] = [left[index]!, right[index]!];
    if (a < 0 || b < 0 || one.keys.whole[a] !== other.keys.whole[b]) return false;
    return !isSlower(slower, one.durations[a]!, other.durations[b]!);
  };
}

interface Found {
  readonly notSame: Int32Array;
  readonly counts: { different: number; missing: number; added: number };
  readonly tally: Tally;
  readonly first: { index: number; line: string }[];
}

/** Looks into every pair whose keys are not equal. */
async function lookInto(
  aligned: Aligned,
  isSame: (index: number) => boolean,
  { progress, breathe }: Course,
): Promise<Found> {
  const { left, right } = aligned.alignment;
  const counts = { different: 0, missing: 0, added: 0 };
  const [notSame, first, tally]: [number[], Found['first'], Tally] = [[], [], new Tally()];
  const pairs = await Pairs.open(aligned);
  const verdictOf = async (index: number) => {
    if (left[index]! < 0) return 'added';
    if (right[index]! < 0) return 'missing';
    const pair = await pairs.look(index);
    tally.add(index, pair.left, pair.differences);
    return pair.differences.length > 0 ? 'different' : 'same';
  };
  let looked = 0;
  try {
    for (let index = 0; index < left.length; index++) {
      if (isSame(index)) continue;
      if (looked++ % BREATH === 0) {
        await breathe();
        progress({ phase: 'looking', done: index, total: left.length });
      }
      const verdict = await verdictOf(index);
      if (verdict === 'same') continue;
      counts[verdict] += 1;
      notSame.push(index);
      if (first.length < FIRST) first.push({ index, line: pairLine(await pairs.pair(index)) });
    }
  } finally {
    await pairs.close();
  }
  return { notSame: Int32Array.from(notSame), counts, tally, first };
}

function summaryOf(
  left: SideReader,
  right: SideReader,
  total: number,
  { notSame, counts, tally, first }: Found,
  ignored: Ignored,
): CompareSummary {
  return {
    left: left.about,
    right: right.about,
    total,
    same: total - notSame.length,
    ...counts,
    by: Object.fromEntries(tally.by),
    ...tally.common,
    functions: snapshotDifferences(left.snapshot, right.snapshot, ignored),
    latencies: sideBySide(left.latencies, right.latencies),
    ignored: ignored.rules.map(({ id, why }) => ({ id, why })),
    first,
  };
}

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
