import { lastOf } from './iova.ts';
import { mend, nearestFirst } from './mends.ts';
import { type Extent, firstEndingAt } from './sorted-mappings.ts';
import type { Mend } from './types.ts';

/** Ranges to unmap that cut no mapping: a mapping at the edge is taken whole, or left alone. The other edge stays. */

/** The range from `iova` to `last`; none when it would be empty. */
const between = (how: string, iova: bigint, last: bigint): Mend[] =>
  last < iova ? [] : [mend(how, { iova, size: last - iova + 1n })];

export function wholeAtStart(range: Extent, cut: Extent): Mend[] {
  const last = lastOf(range);
  const mends = [...between('Take all of it', cut.iova, last), ...between('Leave it out', lastOf(cut) + 1n, last)];
  return nearestFirst('iova', range.iova, mends);
}

export function wholeAtEnd({ iova, size }: Extent, cut: Extent): Mend[] {
  const wider = mend('Take all of it', { size: lastOf(cut) - iova + 1n });
  const narrower = cut.iova > iova ? [mend('Leave it out', { size: cut.iova - iova })] : [];
  return nearestFirst('size', size, [wider, ...narrower]);
}

/** Both edges mended: every mapping the range touches is taken whole, or those it cuts are left out. */
export function wholeAtBoth(range: Extent, touched: readonly Extent[]): Mend[] {
  const [first, final] = [touched[0]!, touched.at(-1)!];
  const last = lastOf(range);
  const cutsFirst = first.iova < range.iova;
  const cutsFinal = lastOf(final) > last;
  return [
    ...between('Take all of it', cutsFirst ? first.iova : range.iova, cutsFinal ? lastOf(final) : last),
    ...between('Leave it out', cutsFirst ? lastOf(first) + 1n : range.iova, cutsFinal ? final.iova - 1n : last),
  ];
}

/** The mappings below and above a range that touches none. */
export function mappingsBeside(range: Extent, mappings: readonly Extent[]): Mend[] {
  const behind = firstEndingAt(mappings, range.iova);
  const beside = mappings.slice(Math.max(0, behind - 1), behind + 1);
  return nearestFirst(
    'iova',
    range.iova,
    beside.flatMap((one) => between('Take the mapping at', one.iova, lastOf(one))),
  );
}
