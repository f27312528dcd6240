import type { Command } from 'commander';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { Program } from '../contract/program.ts';
import { type Vars, withVariables } from '../contract/programs/variables.ts';
import { loadEnvironment } from '../workbench/collections/environments.ts';

/** Options that set variables of a program from outside. */
export const declareEnvironment = (command: Command): Command =>
  command
    .option('--env <file>', 'environment file (.env.json): its variables override those of the program')
    .option('--var <name=value>', 'set one variable, over program and environment; may be given again', collected);

const collected = (given: string, before: Vars = {}): Vars => {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.+)$/s.exec(given) ?? [];
  if (name !== undefined && value !== undefined) return { ...before, [name]: value };
  throw usage(`--var ${given} is not name=value.`, 'Write --var size=0x1000.');
};

interface Given {
  readonly env?: string;
  readonly var?: Vars;
}

/** The program with the variables that were given. Throws as `loadEnvironment`, and `unknown-variable` for one that nothing declares. */
export async function inEnvironment(program: Program, { env, var: single = {} }: Given): Promise<Program> {
  const within = env === undefined ? program : withVariables(program, await loadEnvironment(env));
  const declared = Object.keys(within.vars ?? {});
  const unknown = Object.keys(single).find((name) => !declared.includes(name));
  if (unknown === undefined) return withVariables(within, single);
  throw new WorkbenchError({
    code: 'unknown-variable',
    message: `--var ${unknown}: the program has no such variable.`,
    next: declared.length > 0 ? `It has ${declared.join(', ')}.` : 'Declare it in "vars" of the program.',
  });
}

const usage = (message: string, next: string) => new WorkbenchError({ code: 'usage', message, next });
