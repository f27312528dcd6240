import * as z from 'zod';
import { type Program, programSchema, type Step } from '../../../electron/contract/program.ts';
import { insertAfter, nearestPath, type Placed, type StepPath } from './steps.ts';

/** What is being composed: a program, the step at hand, and what it was before, so that nothing typed is lost. */
export interface Draft {
  readonly program: Program;
  readonly path: StepPath;
  /** Text of the JSON view while it is not a program. */
  readonly json?: string;
  /** Earlier programs, newest last. */
  readonly past: readonly Program[];
}

const MOST_PAST = 50;

export const emptyProgram: Program = { program: 1, name: 'untitled', steps: [] };
export const emptyDraft: Draft = { program: emptyProgram, path: [0], past: [] };

/** The draft with another program; the one before can be had back. */
export function changed(draft: Draft, program: Program, path: StepPath = draft.path): Draft {
  if (program === draft.program) return { ...draft, path };
  const past = [...draft.past, draft.program].slice(-MOST_PAST);
  return { program, path: nearestPath(program, path), past };
}

export const placed = (draft: Draft, { program, path }: Placed): Draft => changed(draft, program, path);

export function undone(draft: Draft): Draft {
  const program = draft.past.at(-1);
  return program ? { program, path: nearestPath(program, draft.path), past: draft.past.slice(0, -1) } : draft;
}

/** Steps behind the step at hand, the first of them selected. */
export const withSteps = (draft: Draft, ...steps: readonly Step[]): Draft =>
  placed(draft, insertAfter(draft.program, draft.path, ...steps));

/** Steps at the end of the program, the first of them selected. */
export const appended = (draft: Draft, ...steps: readonly Step[]): Draft =>
  placed(draft, insertAfter(draft.program, undefined, ...steps));

const KEY = 'zpci-workbench.composer';
const keptSchema = z.object({
  program: programSchema,
  path: z.array(z.int().min(0)).max(20),
  json: z.string().optional(),
});

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** The draft of the last visit; a damaged one gives an empty draft. */
export function loadDraft(storage: Storage): Draft {
  try {
    return { ...keptSchema.parse(JSON.parse(storage.getItem(KEY) ?? '')), past: [] };
  } catch {
    return emptyDraft;
  }
}

/** Keeps the draft. False when it does not fit the storage: then it lives as long as the window. */
export function keepDraft(storage: Storage, { program, path, json }: Draft): boolean {
  try {
    storage.setItem(KEY, JSON.stringify({ program, path, json }));
    return true;
  } catch {
    return false;
  }
}
