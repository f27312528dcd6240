import { hexNumber } from '../abi/hex.ts';
import { rangeText, U64_MAX } from './iova.ts';
import { endAt, movedTo } from './iova-gaps.ts';
import { mend } from './mends.ts';
import { touched } from './sorted-mappings.ts';
import type { Breach, DmaMap, Facts } from './types.ts';

/** Predicates on the structures of ioctls that rule sets share: their size, their flags, the ranges in them. */

/** `argsz` says fewer bytes than the structure of `size` has. */
export const tooShort = (argsz: number, size: number): Breach | undefined =>
  argsz < size
    ? { field: 'argsz', detail: `${argsz} < ${size}`, mends: [mend('Cover the structure', { argsz: size })] }
    : undefined;

/** Bits besides the `known` ones. */
export const unknownFlags = (flags: number, known: number): Breach | undefined =>
  (flags & ~known) === 0 ? undefined : unknownBits(flags, flags & known);

/** The same of 64 flags. */
export const unknownFlags64 = (flags: bigint, known: bigint): Breach | undefined =>
  (flags & ~known) === 0n ? undefined : unknownBits(flags, flags & known);

const unknownBits = <Flags extends number | bigint>(flags: Flags, left: Flags): Breach => ({
  field: 'flags',
  detail: `${hexNumber(flags)} has unknown bits`,
  mends: [mend('Clear unknown flags', { flags: left })],
});

/** Nothing is named; `noun` is what the structure calls its size. */
export const isEmpty = (noun: 'size' | 'length', size: bigint, { pageSize }: Facts): Breach | undefined =>
  size === 0n
    ? { field: 'size', detail: `the ${noun} is 0`, mends: [mend('Take one page', { size: pageSize })] }
    : undefined;

/** The range from `start` reaches 2^64. A mapping may begin lower as well (`movable`, its field); what is unmapped stays where it is. */
export function wraps(start: bigint, size: bigint, movable?: 'iova' | 'vaddr'): Breach | undefined {
  if (size === 0n || start + size - 1n <= U64_MAX) return undefined;
  const shorter = mend('End at 2^64', { size: U64_MAX - start + 1n });
  return {
    field: movable ?? 'size',
    detail: `${hexNumber(start)} + ${hexNumber(size)} wraps`,
    mends: movable ? [mend('Begin lower', { [movable]: U64_MAX - size + 1n }), shorter] : [shorter],
  };
}

/** Bytes of the memory are not the calling process's. */
export const notOwned = ({ vaddr, size }: DmaMap, { ownsMemory }: Facts): Breach | undefined =>
  ownsMemory === undefined || ownsMemory(vaddr, size)
    ? undefined
    : { field: 'vaddr', detail: `${rangeText(vaddr, size)} is not mapped` };

/** The range shares bytes with a mapping; mended by ending before it, or by lying in a gap that `facts` allow. */
export function overlaps(map: DmaMap, facts: Facts): Breach | undefined {
  const other = touched(map, facts.mappings)[0];
  if (!other) return undefined;
  const detail = `${rangeText(map.iova, map.size)} overlaps ${rangeText(other.iova, other.size)}`;
  return movedTo(detail, map, facts, endAt('End before it, at', map, other.iova - 1n, facts));
}
