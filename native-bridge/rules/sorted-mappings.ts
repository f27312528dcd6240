import { lastOf } from './iova.ts';

/** Lists of mappings as everything here keeps them: sorted by IOVA and disjoint, so that a place is found by halving. */

export interface Extent {
  readonly iova: bigint;
  readonly size: bigint;
}

/** Index of the first mapping that ends at or above `address`; the length of the list when none does. */
export function firstEndingAt(mappings: readonly Extent[], address: bigint): number {
  let low = 0;
  let high = mappings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lastOf(mappings[middle]!) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Mappings that share a byte with the range, lowest first; none when the range is empty. */
export function touched<T extends Extent>(range: Extent, mappings: readonly T[]): T[] {
  const first = firstEndingAt(mappings, range.iova);
  let end = first;
  if (range.size > 0n) while (end < mappings.length && mappings[end]!.iova <= lastOf(range)) end++;
  return mappings.slice(first, end);
}

/** Puts a mapping into its place in the list. */
export function insertMapping<T extends Extent>(mappings: T[], mapping: T): void {
  mappings.splice(firstEndingAt(mappings, mapping.iova), 0, mapping);
}

/** Takes the mappings that lie wholly inside the range out of the list and gives them, lowest first. */
export function takeInside<T extends Extent>(mappings: T[], range: Extent): T[] {
  const inside = touched(range, mappings).filter((one) => one.iova >= range.iova && lastOf(one) <= lastOf(range));
  return inside[0] ? mappings.splice(firstEndingAt(mappings, inside[0].iova), inside.length) : [];
}

/** Sorts a list that was not kept so. */
export const byIova = (a: Extent, b: Extent) => (a.iova < b.iova ? -1 : a.iova > b.iova ? 1 : 0);
