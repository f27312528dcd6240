import type { RequestRow, RowSelection } from '../../contract/app-contract.ts';
import { rowTest } from './row-filter.ts';

/** Whether a row is one of the selected ones. Throws `usage` when the filter is not an expression. */
export function selectionTest({ ranges, filter }: RowSelection): (row: RequestRow) => boolean {
  const matches = filter ? rowTest(filter) : () => true;
  if (!ranges) return matches;
  const inRange = rangeTest(ranges);
  return (row) => inRange(row.seq) && matches(row);
}

/** Ranges in order, so that any number of them costs a row a few comparisons. */
function rangeTest(ranges: NonNullable<RowSelection['ranges']>): (seq: number) => boolean {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  const ends = sorted.map(({ to }) => to);
  for (let index = 1; index < ends.length; index++) ends[index] = Math.max(ends[index]!, ends[index - 1]!);
  return (seq) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.from <= seq) low = middle + 1;
      else high = middle;
    }
    return low > 0 && seq <= ends[low - 1]!;
  };
}
