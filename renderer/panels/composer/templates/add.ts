import type { Program } from '../../../../electron/contract/program.ts';
import { changed, type Draft } from '../draft.ts';
import { insertAfter } from '../steps.ts';
import type { Added, Need, Template, Values } from './template.ts';

/** The template's steps with those it needs before them. Throws as `Template.make`. */
export function withNeeds({ make }: Template, values: Values, needs: readonly Need[]): Added {
  const added = make(values);
  return { ...added, steps: [...needs.flatMap(({ steps }) => steps), ...added.steps] };
}

/** The program with the functions the steps go to; a name that is taken keeps its address. */
const withFunctions = (program: Program, functions: Added['functions']): Program =>
  functions ? { ...program, functions: { ...functions, ...program.functions } } : program;

/** The draft with steps at its end, the first of them selected. One change of its history. */
export function withAdded(draft: Draft, { steps, functions }: Added): Draft {
  const { program, path } = insertAfter(withFunctions(draft.program, functions), undefined, ...steps);
  return changed(draft, program, path);
}
