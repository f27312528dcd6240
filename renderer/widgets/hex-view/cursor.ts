/** Where the keyboard stands in the bytes: `at` is the cursor, `anchor` the other end of the selection. */
export interface HexCursor {
  readonly at: number;
  readonly anchor: number;
}

/** How the bytes are laid out: bytes in a row, rows in a page, bytes the cursor may point at. */
export interface HexGrid {
  readonly columns: number;
  readonly pageRows: number;
  readonly length: number;
}

const steps: Readonly<Record<string, (at: number, grid: HexGrid) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at, { columns }) => at - columns,
  ArrowDown: (at, { columns }) => at + columns,
  PageUp: (at, { columns, pageRows }) => at - pageRows * columns,
  PageDown: (at, { columns, pageRows }) => at + pageRows * columns,
  Home: (at, { columns }) => at - (at % columns),
  End: (at, { columns }) => at - (at % columns) + columns - 1,
  'Ctrl+Home': () => 0,
  'Ctrl+End': (_at, { length }) => length - 1,
};

/** The cursor after a key, or undefined when the key does not move it. */
export function moveCursor(
  cursor: HexCursor,
  key: { readonly key: string; readonly ctrlKey: boolean; readonly shiftKey: boolean },
  grid: HexGrid,
): HexCursor | undefined {
  const step = steps[key.ctrlKey ? `Ctrl+${key.key}` : key.key];
  if (!step || grid.length === 0) return undefined;
  const at = Math.min(Math.max(step(cursor.at, grid), 0), grid.length - 1);
  return { at, anchor: key.shiftKey ? cursor.anchor : at };
}

/** The selected bytes as a half-open range, at least the byte under the cursor. */
export function selectedRange(cursor: HexCursor): { readonly offset: number; readonly length: number } {
  const offset = Math.min(cursor.at, cursor.anchor);
  return { offset, length: Math.abs(cursor.at - cursor.anchor) + 1 };
}
