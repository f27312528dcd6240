import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Program } from '../program.ts';
import { badProgram, evaluate } from './expression.ts';

/** Variables as written: a number or an expression by name. */
export type Vars = NonNullable<Program['vars']>;

/** A variable may refer to one that refers to another, this many deep. */
const MAX_DEPTH = 100;

const NAMES = /\$([A-Za-z_][A-Za-z0-9_]*)/g;

/** Names an expression or payload refers to. */
export const namesIn = (text: string): string[] => [...text.matchAll(NAMES)].map(([, name]) => name!);

/**
 * Values of declared variables, whatever their order, in the order they are declared. `given` are known beforehand and may be referred
 * to. Throws `bad-program` for a cycle, `bad-program` or `unknown-variable` for a value, each naming the variable: `vars.size: ...`.
 */
export function resolveVariables(vars: Vars, given: ReadonlyMap<string, bigint | undefined> = new Map()) {
  const names = Object.keys(vars);
  const known = new Map(given);
  for (const name of names) known.delete(name);
  const resolve = (name: string, above: readonly string[]): void => {
    if (known.has(name)) return;
    if (above.includes(name)) throw badProgram(`vars.${name}: ${[...above, name].join(' needs ')}: a circle.`);
    if (above.length > MAX_DEPTH) throw badProgram(`vars.${above[0]}: refers more than ${MAX_DEPTH} variables deep.`);
    const text = vars[name]!;
    for (const other of namesIn(String(text))) if (Object.hasOwn(vars, other)) resolve(other, [...above, name]);
    known.set(name, evaluated(name, text, known));
  };
  for (const name of names) resolve(name, []);
  return new Map([...given, ...names.map((name) => [name, known.get(name)] as const)]);
}

function evaluated(name: string, text: string | number, known: ReadonlyMap<string, bigint | undefined>): bigint {
  try {
    return evaluate(text, known);
  } catch (thrown) {
    const info = errorInfo(thrown);
    throw new WorkbenchError({ ...info, message: `vars.${name}: ${info.message}` });
  }
}

/** The program with variables set from outside: what it declares under the same names is overridden. */
export function withVariables(program: Program, vars: Vars | undefined): Program {
  return vars && Object.keys(vars).length > 0 ? { ...program, vars: { ...program.vars, ...vars } } : program;
}
