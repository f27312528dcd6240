import diffSequences from '@jest/diff-sequences';
import { nextPositions } from './next-positions.ts';

/** Requests as numbers: equal numbers are equal requests. `whole`: everything of it and what became of it; `place`: kind and place alone. */
export interface Keys {
  readonly whole: Float64Array;
  readonly place: Float64Array;
}

/** `left[i]` belongs to `right[i]`; -1 where one side has none. Whether they are the same is told by their `whole` keys. */
export interface Alignment {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Requests of each side that are looked at together: what bounds time and memory. */
const WINDOW = 1024;
/** The end of a window knows too little of what follows: only this much of it is settled. */
const SETTLED = (WINDOW * 3) / 4;

interface Run {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

/** Part of both sides, ends excluded. */
interface Part {
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/**
 * Aligns two lists of requests: first those that are the same in everything, then, between those, the ones of the same kind and place.
 * The longest common subsequence inside windows that slide over both lists, so that it takes bounded memory and time linear in their
 * length. `breathe` is awaited once a window; what it throws ends the work.
 */
export async function align(left: Keys, right: Keys, breathe: () => Promise<void>): Promise<Alignment> {
  const pairs = new Pairs(left.whole.length + right.whole.length);
  const whole = { leftFrom: 0, leftTo: left.whole.length, rightFrom: 0, rightTo: right.whole.length };
  let [leftDone, rightDone] = [0, 0];
  const between = async (leftTo: number, rightTo: number) => {
    const gap = { leftFrom: leftDone, leftTo, rightFrom: rightDone, rightTo };
    if (leftTo > leftDone && rightTo > rightDone)
      for await (const run of commonRuns(left.place, right.place, gap, breathe)) pairs.run(run);
    pairs.upTo(leftTo, rightTo);
  };
  for await (const run of commonRuns(left.whole, right.whole, whole, breathe)) {
    await between(run.left, run.right);
    pairs.run(run);
    [leftDone, rightDone] = [run.left + run.count, run.right + run.count];
  }
  await between(left.whole.length, right.whole.length);
  return pairs.alignment;
}

/** Runs of equal keys, in order. */
async function* commonRuns(
  left: Float64Array,
  right: Float64Array,
  { leftFrom, leftTo, rightFrom, rightTo }: Part,
  breathe: () => Promise<void>,
): AsyncGenerator<Run> {
  let [atLeft, atRight] = [leftFrom, rightFrom];
  while (atLeft < leftTo && atRight < rightTo) {
    await breathe();
    const part = { leftFrom: atLeft, leftTo, rightFrom: atRight, rightTo };
    const runs = windowRuns(left, right, part);
    for (const run of runs) {
      yield run;
      [atLeft, atRight] = [run.left + run.count, run.right + run.count];
    }
    if (runs.length > 0) continue;
    const next = await nearest(left, right, part, breathe);
    if (!next) return;
    [atLeft, atRight] = next;
  }
}

/** Settled runs of one window; none when it has no common key. What only one side has is left out first: it would cost most. */
function windowRuns(left: Float64Array, right: Float64Array, { leftFrom, leftTo, rightFrom, rightTo }: Part): Run[] {
  const leftEnd = Math.min(leftTo, leftFrom + WINDOW);
  const rightEnd = Math.min(rightTo, rightFrom + WINDOW);
  const inLeft = shared(left, leftFrom, leftEnd, new Set(right.subarray(rightFrom, rightEnd)));
  const inRight = shared(right, rightFrom, rightEnd, new Set(left.subarray(leftFrom, leftEnd)));
  const runs: Run[] = [];
  diffSequences(
    inLeft.length,
    inRight.length,
    (a, b) => left[inLeft[a]!] === right[inRight[b]!],
    (count, a, b) => {
      for (let index = 0; index < count; index++) extend(runs, inLeft[a + index]!, inRight[b + index]!);
    },
  );
  return leftEnd === leftTo && rightEnd === rightTo ? runs : settled(runs, leftFrom, rightFrom);
}

/** Places of a part whose keys are among those of the other side. */
function shared(keys: Float64Array, from: number, to: number, others: ReadonlySet<number>): number[] {
  const places: number[] = [];
  for (let at = from; at < to; at++) if (others.has(keys[at]!)) places.push(at);
  return places;
}

function extend(runs: Run[], left: number, right: number): void {
  const last = runs.at(-1);
  const isNext = last && last.left + last.count === left && last.right + last.count === right;
  if (isNext) runs[runs.length - 1] = { ...last, count: last.count + 1 };
  else runs.push({ left, right, count: 1 });
}

function settled(runs: readonly Run[], leftFrom: number, rightFrom: number): Run[] {
  const kept = runs.flatMap((run) => {
    const room = SETTLED - Math.max(run.left - leftFrom, run.right - rightFrom);
    return room > 0 ? [{ ...run, count: Math.min(run.count, room) }] : [];
  });
  return kept.length > 0 ? kept : runs.slice(0, 1);
}

/** Where the lists meet again: the nearest key that both have, looked for from the front of each. */
async function nearest(
  left: Float64Array,
  right: Float64Array,
  part: Part,
  breathe: () => Promise<void>,
): Promise<[number, number] | undefined> {
  const { leftFrom, leftTo, rightFrom, rightTo } = part;
  let best: [number, number] | undefined;
  let cost = Number.POSITIVE_INFINITY;
  const offer = (a: number, b: number) => {
    const distance = a - leftFrom + b - rightFrom;
    if (distance < cost) [best, cost] = [[a, b], distance];
  };
  const inRight = await nextPositions(right, breathe);
  const inLeft = await nextPositions(left, breathe);
  for (let step = 0; step < WINDOW && step < cost; step++) {
    const b = leftFrom + step < leftTo ? inRight(left[leftFrom + step]!, rightFrom) : undefined;
    if (b !== undefined && b < rightTo) offer(leftFrom + step, b);
    const a = rightFrom + step < rightTo ? inLeft(right[rightFrom + step]!, leftFrom) : undefined;
    if (a !== undefined && a < leftTo) offer(a, rightFrom + step);
  }
  if (best) return best;
  const [a, b] = [Math.min(leftFrom + WINDOW, leftTo), Math.min(rightFrom + WINDOW, rightTo)];
  return a < leftTo && b < rightTo ? [a, b] : undefined;
}

/** The aligned list as it grows. */
class Pairs {
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  #count = 0;
  #leftDone = 0;
  #rightDone = 0;

  constructor(most: number) {
    this.#left = new Int32Array(most);
    this.#right = new Int32Array(most);
  }

  get alignment(): Alignment {
    return { left: this.#left.slice(0, this.#count), right: this.#right.slice(0, this.#count) };
  }

  run({ left, right, count }: Run): void {
    this.upTo(left, right);
    for (let index = 0; index < count; index++) this.#add(left + index, right + index);
    [this.#leftDone, this.#rightDone] = [left + count, right + count];
  }

  /** What is before these places belongs to nothing. */
  upTo(left: number, right: number): void {
    while (this.#leftDone < left) this.#add(this.#leftDone++, -1);
    while (this.#rightDone < right) this.#add(-1, this.#rightDone++);
  }

  #add(left: number, right: number): void {
    this.#left[this.#count] = left;
    this.#right[this.#count++] = right;
  }
}
