import type { Program, Step } from '../program.ts';
import type { RequestStep } from './resolve.ts';
import { type Row, type RowSet, rowSet } from './rows.ts';
import { isRepeat } from './steps.ts';
import { resolveVariables } from './variables.ts';

/** A step about to be taken, with its place: `steps[2].steps[0]`. */
export interface Visit {
  readonly step: RequestStep | { kind: 'pause'; ms: number; name?: string };
  readonly path: string;
}

/**
 * Variables at the start of a row of a program, of its first one when none is given. Declared ones may refer to those of the row and to
 * each other, in any order; a row's values win. Throws as `resolveVariables`.
 */
export function initialVariables(program: Program, row: Row = rowSet(program).at(0)): Map<string, bigint | undefined> {
  const declared = Object.entries(program.vars ?? {}).filter(([name]) => !row.has(name));
  return resolveVariables(Object.fromEntries(declared), row);
}

/** Whether a step is taken: in a run of many rows some are taken with the first or the last one only. */
export type Taken = (step: Step) => boolean;

/** The steps taken with row number `at` of a run of `count` rows. */
export const takenIn =
  (at: number, count: number): Taken =>
  ({ row }) =>
    row === undefined || (row === 'first' ? at === 0 : at === count - 1);

/**
 * Visits the steps in the order they run, repeats unrolled up to `maxRounds` each; repeat counters are set in `variables`.
 * Lazy: a billion rounds take no memory.
 */
export function* walk(
  steps: readonly Step[],
  variables: Map<string, bigint | undefined>,
  maxRounds = Number.POSITIVE_INFINITY,
  taken: Taken = () => true,
  path = 'steps',
): Generator<Visit> {
  for (const [index, step] of steps.entries()) {
    const here = `${path}[${index}]`;
    if (!taken(step)) continue;
    if (!isRepeat(step)) yield { step: step as Visit['step'], path: here };
    else
      for (let round = 0; round < Math.min(step.count, maxRounds); round++) {
        if (step.as) variables.set(step.as, BigInt(round));
        yield* walk(step.steps, variables, maxRounds, taken, `${here}.steps`);
      }
  }
}

/** Steps one row takes, pauses included; exact for any count of repeats. */
export function stepCount(steps: readonly Step[], taken: Taken = () => true): number {
  return steps
    .filter(taken)
    .reduce((sum, step) => sum + (isRepeat(step) ? step.count * stepCount(step.steps, taken) : 1), 0);
}

/** Steps of a whole run: every row, `iterations` times. */
export function totalSteps({ steps }: Program, { count }: RowSet, iterations = 1): number {
  const rows = count * iterations;
  const of = (at: number) => stepCount(steps, takenIn(at, rows));
  if (rows === 1) return of(0);
  return of(0) + of(rows - 1) + (rows > 2 ? (rows - 2) * of(1) : 0);
}

/** A visit of a run, and with which row it is. */
export interface RowVisit extends Visit {
  /** Counts from 0, rows of earlier iterations not included. */
  readonly row: number;
}

/**
 * Visits the steps of the rows at `places` as one run of the whole program would; `variables` are set anew with each row, saved ones
 * stay. Lazy.
 */
export function* walkRows(
  program: Program,
  variables: Map<string, bigint | undefined>,
  {
    rows,
    places,
    maxRounds,
  }: { readonly rows: RowSet; readonly places: Iterable<number>; readonly maxRounds?: number },
): Generator<RowVisit> {
  for (const row of places) {
    for (const [name, value] of initialVariables(program, rows.at(row))) variables.set(name, value);
    for (const visit of walk(program.steps, variables, maxRounds, takenIn(row, rows.count))) yield { ...visit, row };
  }
}
