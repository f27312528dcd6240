import type { Environment } from '../../../electron/contract/app/collections.ts';
import type { KeptDraft, OpenFile } from '../../../electron/contract/app/drafts.ts';
import type { Program, Step } from '../../../electron/contract/program.ts';
import { withVariables } from '../../../electron/contract/programs/variables.ts';
import { insertAfter, nearestPath, type Placed, type StepPath } from './steps.ts';
import { back, forth, type History, withFile, withSaved, withText } from './text/history.ts';
import { readText, type TextProblem } from './text/reading.ts';
import { retold, writtenAnew } from './text/retell.ts';

/** What is being composed: the text of a program file. Cards show what it says and change it as little as possible. */
export interface Draft extends History {
  /** What the text says; while it says nothing cards can show, what it said last. Keys in the order of the text. */
  readonly program: Program;
  /** The program with the variables of the environment: what a run would send. */
  readonly effective: Program;
  /** What keeps the text from being a program that runs. */
  readonly problem?: TextProblem;
  /** The text says nothing cards can show. */
  readonly isBehind: boolean;
  /** The step at hand. */
  readonly path: StepPath;
  /** The environment that is chosen; without variables until they are known. */
  readonly environment?: Pick<Environment, 'name' | 'vars'>;
}

export const emptyProgram: Program = { program: 1, name: 'untitled', steps: [] };
const EMPTY_TEXT = writtenAnew(emptyProgram);

/** The draft with another history, read anew. `shown` is what cards go on with when the text says nothing they can show. */
function read(draft: Draft, history: History, path: StepPath = draft.path, shown?: Program): Draft {
  const { program = shown, problem } = readText(history.text);
  const now = program ?? draft.program;
  const { text, file, past, future } = history;
  return settled({
    ...{ text, file, past, future, problem, environment: draft.environment },
    ...{ program: now, effective: now, isBehind: program === undefined },
    path: nearestPath(now, path),
  });
}

/** The draft with its variables resolved against its environment. */
const settled = (draft: Draft): Draft => ({
  ...draft,
  effective: withVariables(draft.program, draft.environment?.vars),
});

export const emptyDraft: Draft = {
  ...{ text: EMPTY_TEXT, past: [], future: [], path: [0], isBehind: false },
  ...{ program: emptyProgram, effective: emptyProgram },
};

/** The draft with its text as typed. */
export const typed = (draft: Draft, text: string): Draft => read(draft, withText(draft, text));

/** The draft with another program, as cards change it; the one before can be had back. */
export function changed(draft: Draft, program: Program, path: StepPath = draft.path): Draft {
  if (program === draft.program) return { ...draft, path };
  return read(draft, withText(draft, retold(draft.text, program)), path, program);
}

export const placed = (draft: Draft, { program, path }: Placed): Draft => changed(draft, program, path);
export const undone = (draft: Draft): Draft => read(draft, back(draft));
export const redone = (draft: Draft): Draft => read(draft, forth(draft));

/** Another program in place of the draft, from a file or from nowhere; the draft before can be had back, file and all. */
export const opened = (draft: Draft, text: string, file?: OpenFile): Draft =>
  read(draft, withFile(draft, text, file), [0]);

/** A program without a file in place of the draft. */
export const begunWith = (draft: Draft, program: Program): Draft => opened(draft, writtenAnew(program));

/** The draft once `file` holds its text. */
export const saved = (draft: Draft, file: OpenFile): Draft => read(draft, withSaved(draft, file));

/** The draft once its file, or a folder above it, has another path. */
export function fileMoved(draft: Draft, from: string, to: string): Draft {
  const { file } = draft;
  if (!file || !`${file.path}/`.startsWith(`${from}/`)) return draft;
  return { ...draft, file: { ...file, path: to + file.path.slice(from.length) } };
}

/** Whether something would be lost if there were no draft: it differs from its file, or has none and is not empty. */
export const isUnsaved = ({ text, file }: Draft): boolean => text !== (file?.text ?? EMPTY_TEXT);

export const inEnvironment = (draft: Draft, environment: Draft['environment']): Draft =>
  settled({ ...draft, environment });

/** Steps behind the step at hand, the first of them selected. */
export const withSteps = (draft: Draft, ...steps: readonly Step[]): Draft =>
  placed(draft, insertAfter(draft.program, draft.path, ...steps));

/** Steps at the end of the program, the first of them selected. */
export const appended = (draft: Draft, ...steps: readonly Step[]): Draft =>
  placed(draft, insertAfter(draft.program, undefined, ...steps));

/** The draft as it is kept. @param at ms since 1970. */
export const keptOf = ({ text, path, past, future, file, environment }: Draft, at: number): KeptDraft => ({
  ...{ at, text, path: [...path], past: [...past], future: [...future] },
  ...(file && { file }),
  ...(environment && { environment: environment.name }),
});

/** A draft that was kept. */
export function draftOf({ path, environment: name, ...history }: KeptDraft): Draft {
  const environment = name === undefined ? undefined : { name, vars: {} };
  return read({ ...emptyDraft, environment }, history, path);
}

/** The draft with that of another window in its place: this one can be had back. */
export const takenOver = (draft: Draft, { text, file, path }: KeptDraft): Draft =>
  text === draft.text ? { ...draft, file } : read(draft, withFile(draft, text, file), path);

/** The draft with the text of another kept in its history. */
export function withOther(draft: Draft, other: KeptDraft): Draft {
  const { text, file, path } = draft;
  return read(draft, withFile(takenOver(draft, other), text, file), path);
}
