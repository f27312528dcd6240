import { hexNumber } from '../abi/hex.ts';
import { mend, nearestFirst } from './mends.ts';
import type { Breach, Facts, Mend, Rule } from './types.ts';

/** Predicates that several rule sets share. Each answers with the breach, or undefined when the request is fine. */

/** Bytes between the boundaries a PCI access must not cross. */
export const BOUNDARY = 4096;

const U64_MAX = 0xffff_ffff_ffff_ffffn;

export const alignDown = (value: bigint, unit: bigint) => value - (value % unit);
export const alignUp = (value: bigint, unit: bigint) => alignDown(value + unit - 1n, unit);

const isAligned = (value: bigint, unit: bigint) => value % unit === 0n;

/** `value` is no multiple of `unit`; mended to the multiples beside it. */
export function misaligned(field: string, value: bigint, unit: bigint): Breach | undefined {
  if (isAligned(value, unit)) return undefined;
  const detail = `${hexNumber(value)} is ${value % unit} past a multiple of ${unit}`;
  const up = alignUp(value, unit);
  const mends = [mend('Align down', { [field]: alignDown(value, unit) })];
  if (up <= U64_MAX) mends.push(mend('Align up', { [field]: up }));
  return { field, detail, mends: nearestFirst(field, value, mends) };
}

/** As `misaligned`, of a size: it does not become 0. */
export function misalignedSize(size: bigint, unit: bigint): Breach | undefined {
  const breach = misaligned('size', size, unit);
  return breach && { ...breach, mends: breach.mends?.filter(({ set }) => set.size !== 0n) };
}

/** `length` exceeds `limit`; mended to the limit. */
export function longer(length: number, limit: number): Breach | undefined {
  if (length <= limit) return undefined;
  const bytes = { first: limit, length: length - limit };
  return { field: 'length', detail: `${length} > ${limit}`, bytes, mends: [mend('Shorten', { length: limit })] };
}

/** Bytes that reach over a boundary. */
export interface Crossing {
  /** The field that says where they begin. */
  readonly field: 'offset' | 'gaddr';
  readonly start: bigint;
  readonly length: number;
  /** Distance of the boundaries, and what lies between two of them. */
  readonly unit: number;
  readonly unitName: string;
}

/** The bytes reach over a boundary; mended by ending at it, or by lying wholly before or behind it. */
export function crosses({ field, start, length, unit, unitName }: Crossing): Breach | undefined {
  const within = Number(start % BigInt(unit));
  if (within + length <= unit) return undefined;
  const first = unit - within;
  const boundary = start + BigInt(first);
  const detail = `${hexNumber(start)} + ${length} crosses the ${unitName} boundary at ${hexNumber(boundary)}: byte ${first} of ${length} lies behind it`;
  const moved = length <= unit ? movesAround(field, start, boundary, length) : [];
  const mends = [mend('End at the boundary', { length: first }), ...moved];
  return { field: 'length', detail, bytes: { first, length: length - first }, mends };
}

function movesAround(field: string, start: bigint, boundary: bigint, length: number): Mend[] {
  const before = mend('Fit before the boundary', { [field]: boundary - BigInt(length) });
  const behind = mend('Begin at the boundary', { [field]: boundary });
  return nearestFirst(field, start, boundary <= U64_MAX ? [before, behind] : [before]);
}

/** The bytes from `offset` reach over a 4 KiB boundary of PCI space. */
export const crossesBoundary = (offset: bigint, length: number) =>
  crosses({ field: 'offset', start: offset, length, unit: BOUNDARY, unitName: '4 KiB' });

/** The bytes at `gaddr` reach over a page of memory. */
export const crossesPage = (gaddr: bigint, length: number) =>
  crosses({ field: 'gaddr', start: gaddr, length, unit: BOUNDARY, unitName: 'page' });

/** The range from `offset` leaves the first `size` bytes of `what`; mended by ending there, or by lying inside. */
export function leaves(what: string, offset: bigint, length: number, size: bigint): Breach | undefined {
  if (offset + BigInt(length) <= size) return undefined;
  const detail = `${hexNumber(offset)} + ${length} leaves the ${hexNumber(size)} bytes of ${what}`;
  const moved = size >= BigInt(length) ? [mend('Fit inside', { offset: size - BigInt(length) })] : [];
  if (offset >= size) return { field: 'offset', detail, mends: moved };
  const first = Number(size - offset);
  const mends = [mend('End with it', { length: first }), ...moved];
  return { field: 'length', detail, bytes: { first, length: length - first }, mends };
}

/** The range starts at or after the end of `what`, or `what` is not implemented (size 0); mended to where all of it fits. */
export function startsOutside(what: string, offset: bigint, length: number, size: bigint): Breach | undefined {
  if (offset < size) return undefined;
  const detail = size === 0n ? `${what} is not implemented` : `${hexNumber(offset)} >= ${hexNumber(size)}`;
  const last = size - BigInt(length);
  const fits = last > 0n ? last : 0n;
  return { field: 'offset', detail, mends: size > 0n ? [mend('Fit inside', { offset: fits })] : [] };
}

export const regionSize = (index: number, facts: Facts) => facts.regions.find((region) => region.index === index)?.size;

/** `length` as the kernel clamps it to the end of region `index`; 0 when `offset` is not inside. */
export function clampToRegion(index: number, offset: bigint, length: number, facts: Facts): number {
  const left = (regionSize(index, facts) ?? 0n) - offset;
  if (left <= 0n) return 0;
  return left < BigInt(length) ? Number(left) : length;
}

/** The rule for transfers of at least one byte: the kernel answers 0 to an empty one before it looks at anything. */
export function unlessEmpty<Subject extends { readonly length: number }>(rule: Rule<Subject>): Rule<Subject> {
  return { ...rule, broken: (subject, facts) => (subject.length === 0 ? undefined : rule.broken(subject, facts)) };
}
