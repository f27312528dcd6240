import { ROW_BYTES } from './copy-as.ts';

/** Where the keyboard stands in the bytes: `at` is the cursor, `anchor` the other end of the selection. */
export interface HexCursor {
  readonly at: number;
  readonly anchor: number;
}

const steps: Readonly<Record<string, (at: number, page: number, last: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at - ROW_BYTES,
  ArrowDown: (at) => at + ROW_BYTES,
  PageUp: (at, page) => at - page * ROW_BYTES,
  PageDown: (at, page) => at + page * ROW_BYTES,
  Home: (at) => at - (at % ROW_BYTES),
  End: (at) => at - (at % ROW_BYTES) + ROW_BYTES - 1,
  'Ctrl+Home': () => 0,
  'Ctrl+End': (_at, _page, last) => last,
};

/** The cursor after a key, or undefined when the key does not move it. `length` is what the cursor may point into. */
export function moveCursor(
  cursor: HexCursor,
  key: { readonly key: string; readonly ctrlKey: boolean; readonly shiftKey: boolean },
  length: number,
  pageRows: number,
): HexCursor | undefined {
  const step = steps[key.ctrlKey ? `Ctrl+${key.key}` : key.key];
  if (!step || length === 0) return undefined;
  const at = Math.min(Math.max(step(cursor.at, pageRows, length - 1), 0), length - 1);
  return { at, anchor: key.shiftKey ? cursor.anchor : at };
}

/** The selected bytes as a half-open range, at least the byte under the cursor. */
export function selectedRange(cursor: HexCursor): { readonly offset: number; readonly length: number } {
  const offset = Math.min(cursor.at, cursor.anchor);
  return { offset, length: Math.abs(cursor.at - cursor.anchor) + 1 };
}
