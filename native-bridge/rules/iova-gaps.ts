import { hexNumber } from '../abi/hex.ts';
import { alignDown, alignUp } from './breach.ts';
import { lastOf } from './iova.ts';
import { mend } from './mends.ts';
import { firstEndingAt } from './sorted-mappings.ts';
import type { Breach, DmaMap, Facts, IovaRange, Mend } from './types.ts';

/** Free places for mappings: inside what the function reaches, on the page size, over no mapping. */

type Known = Pick<Facts, 'windows' | 'allowed' | 'mappings' | 'pageSize'>;

/** Where both the function and its address space take a mapping; without windows anything goes. */
function legalRanges({ windows, allowed }: Known): readonly IovaRange[] {
  const reach = windows.length > 0 ? windows : [{ start: 0n, end: 0xffff_ffff_ffff_ffffn }];
  if (!allowed) return reach;
  return reach.flatMap(({ start, end }) =>
    allowed
      .map((one) => ({ start: one.start > start ? one.start : start, end: one.end < end ? one.end : end }))
      .filter((one) => one.start <= one.end),
  );
}

/** Lowest free IOVA at or above `from` for `size` bytes; undefined when there is none. */
export function freeAbove(from: bigint, size: bigint, known: Known): bigint | undefined {
  for (const { start, end } of legalRanges(known)) {
    const found = climb(from > start ? from : start, end, size, known);
    if (found !== undefined) return found;
  }
  return undefined;
}

function climb(from: bigint, end: bigint, size: bigint, { mappings, pageSize }: Known): bigint | undefined {
  let candidate = alignUp(from, pageSize);
  for (let index = firstEndingAt(mappings, candidate); candidate + size - 1n <= end; index++) {
    const next = mappings[index];
    if (!next || next.iova > candidate + size - 1n) return candidate;
    candidate = alignUp(lastOf(next) + 1n, pageSize);
  }
  return undefined;
}

/** Highest free IOVA at or below `from` for `size` bytes; undefined when there is none. */
export function freeBelow(from: bigint, size: bigint, known: Known): bigint | undefined {
  for (const { start, end } of [...legalRanges(known)].reverse()) {
    const highest = end + 1n - size;
    const found = highest < start ? undefined : sink(from < highest ? from : highest, start, size, known);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sink(from: bigint, start: bigint, size: bigint, { mappings, pageSize }: Known): bigint | undefined {
  let candidate = alignDown(from, pageSize);
  while (candidate >= start) {
    const other = mappings[firstEndingAt(mappings, candidate)];
    if (!other || other.iova > candidate + size - 1n) return candidate;
    if (other.iova < size) return undefined;
    candidate = alignDown(other.iova - size, pageSize);
  }
  return undefined;
}

/** Both neighbours of `iova` where `size` bytes may be mapped, the nearer one first. */
export function nextLegalIova({ iova, size }: Pick<DmaMap, 'iova' | 'size'>, known: Known): Mend[] {
  const wanted = size > 0n ? size : known.pageSize;
  const [below, above] = [freeBelow(iova, wanted, known), freeAbove(iova, wanted, known)];
  const down = below === undefined ? [] : [mend('Next legal IOVA below', { iova: below })];
  const up = above === undefined ? [] : [mend('Next legal IOVA above', { iova: above })];
  const isUpNearer = below === undefined || (above !== undefined && above - iova <= iova - below);
  return isUpNearer ? [...up, ...down] : [...down, ...up];
}

/** A breach of the IOVA, with the free places beside it as its mends. */
export const movedTo = (detail: string, map: DmaMap, facts: Facts, more: readonly Mend[] = []): Breach => ({
  field: 'iova',
  detail,
  mends: map.size > 0n ? [...nextLegalIova(map, facts), ...more] : more,
});

/** Shortens a mapping so that it ends at `last`; nothing where less than a page is left. */
export function endAt(how: string, { iova, size }: DmaMap, last: bigint, { pageSize }: Known): Mend[] {
  const left = alignDown(last - iova + 1n, pageSize);
  return left > 0n && left < size ? [mend(`${how} ${hexNumber(iova + left - 1n)}`, { size: left })] : [];
}

/** Shortens a mapping that begins in a window so that it ends with it. */
export function endWithWindow(map: DmaMap, windows: readonly IovaRange[], known: Known): Mend[] {
  const window = windows.find(({ start, end }) => start <= map.iova && map.iova <= end);
  return window ? endAt('End with the window, at', map, window.end, known) : [];
}
