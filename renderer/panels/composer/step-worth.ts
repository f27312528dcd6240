import type { Program, Step } from '../../../electron/contract/program.ts';
import { evaluate, type Variables } from '../../../electron/contract/programs/expression.ts';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { bothBases } from '../../widgets/number-field/number-text.ts';
import { variablesOf } from './intent.ts';
import { stepRows } from './steps.ts';

/** Fields of a step whose variables are put in as digits, or that are names. */
const NO_NUMBERS = new Set(['data', 'name', 'on', 'buffer', 'kind']);

type Fields = Readonly<Record<string, unknown>>;

const isExpression = (name: string, value: unknown): value is string =>
  typeof value === 'string' && value.includes('$') && !NO_NUMBERS.has(name);

function worth(expression: string, variables: Variables): bigint | undefined {
  try {
    return evaluate(expression, variables);
  } catch {
    return undefined;
  }
}

/** The step with its expressions worked out, as far as they are known: `$iova + 8` is `0x1_0000_0008`. For showing only. */
export const workedOut = (step: Step, variables: Variables): Step =>
  Object.fromEntries(
    Object.entries(step as Fields).map(([name, value]) => {
      const now = isExpression(name, value) ? worth(value, variables) : undefined;
      return [name, now === undefined ? value : groupedHex(now)];
    }),
  ) as unknown as Step;

/** What each expression of a step is worth now, a line each: `iova: $iova + 8 = 0x1_0000_0008 · 4,294,967,304`. */
export const worthLines = (step: Step, variables: Variables): readonly string[] =>
  Object.entries(step as Fields).flatMap(([name, value]) => {
    if (!isExpression(name, value)) return [];
    const now = worth(value, variables);
    return [`${name}: ${value}${now === undefined ? ', known when the program runs' : ` = ${bothBases(now)}`}`];
  });

/** Variables of a program before its first step; none while they cannot be resolved: what is wrong with them stands in their table. */
export function knownVariables(program: Program): Variables {
  try {
    return variablesOf(
      program,
      stepRows(program.steps).map(({ step }) => step),
    );
  } catch {
    return new Map();
  }
}
