import { applied, type Change, changeBetween, inverse, joined } from './change.ts';

/** A text with the way it came to be: every change can be taken back, and made again. */
export interface History {
  readonly text: string;
  /** Newest last. */
  readonly past: readonly Change[];
  /** Those taken back, the one to make again next last. */
  readonly future: readonly Change[];
}

/** Changes and characters of them that are remembered; the oldest are forgotten first. */
const MOST_CHANGES = 1000;
const MOST_CHARACTERS = 1_000_000;

/** The history with the text changed to `text`. */
export function withText({ text: before, past, future }: History, text: string): History {
  const change = changeBetween(before, text);
  if (!change) return { text, past, future };
  const last = past.at(-1);
  const together = last && future.length === 0 ? joined(last, change) : undefined;
  return { text, past: bounded(together ? [...past.slice(0, -1), together] : [...past, change]), future: [] };
}

export function back({ text, past, future }: History): History {
  const change = past.at(-1);
  return change
    ? { text: applied(text, inverse(change)), past: past.slice(0, -1), future: [...future, change] }
    : { text, past, future };
}

export function forth({ text, past, future }: History): History {
  const change = future.at(-1);
  return change
    ? { text: applied(text, change), past: [...past, change], future: future.slice(0, -1) }
    : { text, past, future };
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
