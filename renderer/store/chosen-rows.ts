import type { RowFilter, RowSelection } from '../../electron/contract/app-contract.ts';

/** Rows that are chosen together, to be copied, sent again or made a program of. By `seq`: what is filtered out in between is not meant. */
export interface ChosenRows {
  /** Both ends included, apart from each other, in order. */
  readonly ranges: readonly Range[];
  /** Where a stretch is drawn from with Shift. */
  readonly anchor?: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

export const noRows: ChosenRows = { ranges: [] };

export const onlyRow = (seq: number): ChosenRows => ({ ranges: [{ from: seq, to: seq }], anchor: seq });

export const everyRow = (total: number): ChosenRows =>
  total > 0 ? { ranges: [{ from: 0, to: total - 1 }], anchor: 0 } : noRows;

export const isChosen = ({ ranges }: ChosenRows, seq: number): boolean =>
  ranges.some(({ from, to }) => seq >= from && seq <= to);

/** Everything from the anchor to the row, and nothing else. */
export function drawnTo({ anchor }: ChosenRows, seq: number): ChosenRows {
  const from = anchor ?? seq;
  return { ranges: [{ from: Math.min(from, seq), to: Math.max(from, seq) }], anchor: from };
}

/** With the row, or without it when it was chosen. */
export function toggled(chosen: ChosenRows, seq: number): ChosenRows {
  const ranges = isChosen(chosen, seq)
    ? chosen.ranges.flatMap((range) => without(range, seq))
    : joined([...chosen.ranges, { from: seq, to: seq }]);
  return { ranges, anchor: seq };
}

const without = ({ from, to }: Range, seq: number): readonly Range[] =>
  seq < from || seq > to
    ? [{ from, to }]
    : [
        { from, to: seq - 1 },
        { from: seq + 1, to },
      ].filter(isRange);

const isRange = ({ from, to }: Range) => from <= to;

/** Ranges that touch are one. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const [first, ...rest] = ranges.toSorted((a, b) => a.from - b.from);
  const made = first ? [first] : [];
  for (const range of rest) {
    const last = made.at(-1)!;
    if (range.from > last.to + 1) made.push(range);
    else made[made.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return made;
}

/** Whether more than one row is chosen; under a filter there may be fewer than the ranges span. */
export const areSeveral = ({ ranges }: ChosenRows): boolean =>
  ranges.length > 1 || ranges.some(({ from, to }) => to > from);

/** The chosen rows as the workbench is asked for them. */
export const selectionOf = ({ ranges }: ChosenRows, filter: RowFilter | undefined): RowSelection => ({
  ranges: [...ranges],
  filter,
});
