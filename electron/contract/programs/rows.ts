import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Axis, Program, Rows } from '../program.ts';
import { badProgram, evaluate, type Variables } from './expression.ts';

/** Variables of one row, by name. */
export type Row = ReadonlyMap<string, bigint>;

/** The rows a program runs with. Nothing is unrolled: a row is worked out when it is asked for. */
export interface RowSet {
  /** At least 1: a program without rows has one that sets nothing. */
  readonly count: number;
  readonly names: readonly string[];
  /** How many values each axis of a sweep takes; undefined for rows that are listed. */
  readonly axes?: readonly { readonly name: string; readonly count: number }[];
  /** The row at `index`, 0 <= index < count. Throws `bad-program`, `unknown-variable` for a value that is none. */
  at(index: number): Row;
}

const ONE: RowSet = { count: 1, names: [], at: () => new Map() };

/**
 * The rows of a program. A sweep is every combination of its axes: the axis written first changes slowest. Its values may use variables
 * of the program that depend on no row. Throws `bad-program`, `unknown-variable`.
 */
export function rowSet({ rows, vars }: Pick<Program, 'rows' | 'vars'>): RowSet {
  if (!rows) return ONE;
  const base = independent(vars);
  return Array.isArray(rows) ? listed(rows, base) : swept(rows.sweep, base);
}

/** The first and last rows, at most `most`, with their places: what a person looks at to see whether the rows are the right ones. */
export function previewRows(rows: RowSet, most = 6): readonly { readonly index: number; readonly row: Row }[] {
  const head = Math.min(Math.ceil(most / 2), rows.count);
  const tail = Math.min(most - head, rows.count - head);
  const places = [
    ...Array.from({ length: head }, (_, i) => i),
    ...Array.from({ length: tail }, (_, i) => rows.count - tail + i),
  ];
  return places.map((index) => ({ index, row: rows.at(index) }));
}

/** `length=8 align=0x4`: a row in a line. */
export const rowText = (row: Row): string =>
  [...row].map(([name, value]) => `${name}=${value < 4096n ? value : `0x${value.toString(16)}`}`).join(' ');

function listed(rows: Extract<Rows, readonly unknown[]>, base: Variables): RowSet {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const at = (index: number): Row => {
    const variables = new Map(base);
    const values = Object.entries(rows[index] ?? {}).map(([name, value]) => {
      const number = placed(`rows[${index}].${name}`, () => evaluate(value, variables));
      variables.set(name, number);
      return [name, number] as const;
    });
    return new Map(values);
  };
  return { count: rows.length, names, at };
}

function swept(sweep: Readonly<Record<string, Axis>>, base: Variables): RowSet {
  const axes = Object.entries(sweep).map(([name, axis]) =>
    placed(`rows.sweep.${name}`, () => ({ name, ...valuesOf(axis, base) })),
  );
  const count = axes.reduce((product, axis) => product * axis.count, 1n);
  if (count > BigInt(Number.MAX_SAFE_INTEGER))
    throw badProgram(`rows.sweep: ${count} combinations are more than can be counted.`);
  const at = (index: number): Row => {
    let rest = BigInt(index);
    const values = axes.toReversed().map((axis) => {
      const value = axis.at(rest % axis.count);
      rest /= axis.count;
      return [axis.name, value] as const;
    });
    return new Map(values.reverse());
  };
  const told = axes.map((axis) => ({ name: axis.name, count: Number(axis.count) }));
  return { count: Number(count), names: axes.map(({ name }) => name), axes: told, at };
}

function valuesOf(axis: Axis, base: Variables) {
  if (Array.isArray(axis)) {
    const values = axis.map((value) => evaluate(value, base));
    return { count: BigInt(values.length), at: (index: bigint) => values[Number(index)]! };
  }
  const [from, to, step] = [axis.from, axis.to, axis.step ?? 1].map((value) => evaluate(value, base)) as [
    bigint,
    bigint,
    bigint,
  ];
  if (step === 0n) throw badProgram('step is 0: the axis would never end.');
  if (to < from) throw badProgram(`to lies below from: the axis has no values.`);
  return { count: (to - from) / step + 1n, at: (index: bigint) => from + index * step };
}

/** The variables of a program that need no row: those that can be worked out from each other. */
function independent(vars: Program['vars'] = {}): Variables {
  const variables = new Map<string, bigint | undefined>();
  for (const [name, value] of Object.entries(vars))
    try {
      variables.set(name, evaluate(value, variables));
    } catch (thrown) {
      if (errorInfo(thrown).code !== 'unknown-variable') throw thrown;
    }
  return variables;
}

function placed<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const info = errorInfo(thrown);
    throw new WorkbenchError({ ...info, message: `${place}: ${info.message}` });
  }
}
