import type { Change, OpenFile } from '../../../../electron/contract/app/drafts.ts';
import { applied, changeBetween, inverse, joined } from './change.ts';

/** A text with the way it came to be: every change can be taken back, and made again. */
export interface History {
  readonly text: string;
  /** The file the text belongs to. */
  readonly file?: OpenFile;
  /** Newest last. */
  readonly past: readonly Change[];
  /** Those taken back, the one to make again next last. */
  readonly future: readonly Change[];
}

/** Changes and characters of them that are remembered; the oldest are forgotten first. */
const MOST_CHANGES = 1000;
const MOST_CHARACTERS = 1_000_000;

/** The history with the text changed to `text`. */
export function withText({ text: before, file, past, future }: History, text: string): History {
  const change = changeBetween(before, text);
  if (!change) return { text, file, past, future };
  const last = past.at(-1);
  const together = last && future.length === 0 ? joined(last, change) : undefined;
  return { text, file, past: bounded(together ? [...past.slice(0, -1), together] : [...past, change]), future: [] };
}

/** The history with another file opened, or none: one change, which brings text and file back. */
export function withFile({ text: before, file: was, past }: History, text: string, is?: OpenFile): History {
  const change = changeBetween(before, text) ?? { at: 0, removed: '', inserted: '' };
  return {
    text,
    file: is,
    past: bounded([...past, { ...change, files: { ...(was && { was }), ...(is && { is }) } }]),
    future: [],
  };
}

/** The history with its text saved to `file`. */
export function withSaved({ text, past, future }: History, file: OpenFile): History {
  const current = (known: OpenFile) => (known.path === file.path ? file : known);
  const told = (change: Change): Change => {
    const { was, is } = change.files ?? {};
    return change.files
      ? { ...change, files: { ...(was && { was: current(was) }), ...(is && { is: current(is) }) } }
      : change;
  };
  return { text, file, past: past.map(told), future: future.map(told) };
}

export function back(history: History): History {
  const { text, file, past, future } = history;
  const change = past.at(-1);
  if (!change) return history;
  return {
    text: applied(text, inverse(change)),
    file: change.files ? change.files.was : file,
    past: past.slice(0, -1),
    future: [...future, change],
  };
}

export function forth(history: History): History {
  const { text, file, past, future } = history;
  const change = future.at(-1);
  if (!change) return history;
  return {
    text: applied(text, change),
    file: change.files ? change.files.is : file,
    past: [...past, change],
    future: future.slice(0, -1),
  };
}

/** The newest change is always kept, however long. */
function bounded(changes: readonly Change[]): readonly Change[] {
  let characters = 0;
  let from = changes.length;
  while (from > 0 && changes.length - from < MOST_CHANGES) {
    characters += changes[from - 1]!.removed.length + changes[from - 1]!.inserted.length;
    if (characters > MOST_CHARACTERS && from < changes.length) break;
    from--;
  }
  return changes.slice(from);
}
