import type { RequestRow } from '../request-row.ts';
import type { ComparedPair, Difference } from './messages.ts';

/** What a reader sees of one pair, in one line: `17 config.read 0x0: config.vendor_id 0x1014 -> 0x1af4`. */
export function pairLine({ verdict, left, right, differences }: ComparedPair): string {
  const row = (left ?? right)!;
  if (verdict === 'missing') return `${row.seq} ${requestText(row)}: only on the left`;
  if (verdict === 'added') return `${row.seq} ${requestText(row)}: only on the right`;
  const [first, ...others] = differences;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${row.seq} ${requestText(row)}: ${first ? differenceText(first) : 'the same'}${more}`;
}

export const differenceText = ({ field, left, right }: Difference): string =>
  `${field} ${left || 'none'} -> ${right || 'none'}`;

/** Kind and place: `peer pcistb 0x2000000`. */
export function requestText(row: RequestRow): string {
  const { kind, on, note } = row;
  return [on, kind, placeText(row), note].filter((part) => part !== undefined && part !== '').join(' ');
}

/** Where a request goes, as it is written; empty when it names no place. */
function placeText({ request: { offset, iova, buffer } }: RequestRow): string {
  return String([offset, iova, buffer].find((value) => typeof value === 'string' || typeof value === 'number') ?? '');
}
