/** What is selected: one thing everywhere, with a way back and forward like in a browser. */

export type Selection =
  | { readonly kind: 'none' }
  /** A node of a decoded structure, by structure id (`device-info`, `region/2`) and node id (`caps/1/start_dma`). */
  | { readonly kind: 'field'; readonly structure: string; readonly node: string }
  | { readonly kind: 'bytes'; readonly structure: string; readonly offset: number; readonly length: number }
  | { readonly kind: 'request'; readonly seq: number }
  | { readonly kind: 'mapping'; readonly iova: bigint }
  | { readonly kind: 'region'; readonly index: number };

export interface SelectionHistory {
  readonly entries: readonly Selection[];
  /** Index of the entry that is selected now. */
  readonly at: number;
}

const NOTHING: Selection = { kind: 'none' };
const LONGEST = 200;

export const emptyHistory: SelectionHistory = { entries: [NOTHING], at: 0 };

export const selected = (history: SelectionHistory): Selection => history.entries[history.at] ?? NOTHING;

const key = (selection: Selection) => Object.values(selection).map(String).join(' ');
export const sameSelection = (a: Selection, b: Selection) => key(a) === key(b);

/** Selects something: what lay ahead is forgotten, the oldest entries fall off, the same thing twice is one entry. */
export function visit(history: SelectionHistory, selection: Selection): SelectionHistory {
  if (sameSelection(selected(history), selection)) return history;
  const entries = [...history.entries.slice(0, history.at + 1), selection].slice(-LONGEST);
  return { entries, at: entries.length - 1 };
}

/** Selects something in place of what is selected, for dragging: going back leads to what was selected before the drag. */
export function replace(history: SelectionHistory, selection: Selection): SelectionHistory {
  const entries = [...history.entries.slice(0, history.at), selection];
  return history.at === 0 ? visit(history, selection) : { entries, at: history.at };
}

export const canStep = (history: SelectionHistory, by: -1 | 1) => history.entries[history.at + by] !== undefined;

export const step = (history: SelectionHistory, by: -1 | 1): SelectionHistory =>
  canStep(history, by) ? { ...history, at: history.at + by } : history;
