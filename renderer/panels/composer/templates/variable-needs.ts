import type { Program } from '../../../../electron/contract/program.ts';
import { placedSteps } from '../../../../electron/contract/programs/steps.ts';
import { commandSteps } from './ism-steps.ts';
import type { Need, Operand, Values } from './template.ts';

const NAMES = /\$([A-Za-z_][A-Za-z0-9_]*)/g;

/** Variables the program declares or saves. */
export function variablesIn(program: Program): ReadonlySet<string> {
  const saved = [...placedSteps(program.steps)].flatMap(
    ({ step }) => ('save' in step ? (step.save as { name: string }[] | undefined) : undefined) ?? [],
  );
  return new Set([...Object.keys(program.vars ?? {}), ...saved.map(({ name }) => name)]);
}

/** Variables of the operands that the program lacks; where an ISM command answers what the operand wants, the steps that save it. */
export function variableNeeds(operands: readonly Operand[], values: Values, program: Program): readonly Need[] {
  const known = variablesIn(program);
  return operands.flatMap(({ name }) =>
    [...(values[name] ?? '').matchAll(NAMES)].flatMap(([, variable]): readonly Need[] => {
      if (known.has(variable!)) return [];
      return [{ what: `$${variable}`, steps: giverOf(name, variable!) }];
    }),
  );
}

/** READ_GID of the open target for a global id; a token comes from whoever registers the DMB, which is not known here. */
const giverOf = (operand: string, variable: string) =>
  operand === 'rgid' ? commandSteps('READ_GID', { save: variable, on: '' }) : [];
