import { hexNumber } from '../abi/hex.ts';
import type { Breach, Facts, Rule } from './types.ts';

/** Predicates that several rule sets share. Each answers with the breach, or undefined when the request is fine. */

/** Bytes between the boundaries a PCI access must not cross. */
export const BOUNDARY = 4096;

export const alignDown = (value: bigint, unit: bigint) => value - (value % unit);
export const alignUp = (value: bigint, unit: bigint) => alignDown(value + unit - 1n, unit);

const isAligned = (value: bigint, unit: bigint) => value % unit === 0n;

/** `value` is no multiple of `unit`; mended downwards. */
export function misaligned(field: string, value: bigint, unit: bigint): Breach | undefined {
  if (isAligned(value, unit)) return undefined;
  const detail = `${hexNumber(value)} is ${value % unit} past a multiple of ${unit}`;
  return { field, detail, mend: { [field]: alignDown(value, unit) } };
}

/** `length` exceeds `limit`; mended to the limit. */
export function longer(length: number, limit: number): Breach | undefined {
  if (length <= limit) return undefined;
  return { field: 'length', detail: `${length} > ${limit}`, mend: { length: limit } };
}

/** The bytes from `offset` reach over a 4 KiB boundary; mended by ending at it. */
export function crossesBoundary(offset: bigint, length: number): Breach | undefined {
  const within = Number(offset % BigInt(BOUNDARY));
  if (within + length <= BOUNDARY) return undefined;
  const detail = `${hexNumber(within)} + ${length} crosses 0x1000`;
  return { field: 'length', detail, mend: { length: BOUNDARY - within } };
}

/** The range from `offset` leaves the first `size` bytes of `what`; mended by ending there where it starts inside. */
export function leaves(what: string, offset: bigint, length: number, size: bigint): Breach | undefined {
  if (offset + BigInt(length) <= size) return undefined;
  const detail = `${hexNumber(offset)} + ${length} leaves the ${hexNumber(size)} bytes of ${what}`;
  if (offset >= size) return { field: 'offset', detail };
  return { field: 'length', detail, mend: { length: Number(size - offset) } };
}

/** The range starts at or after the end of `what`, or `what` is not implemented (size 0). */
export function startsOutside(what: string, offset: bigint, length: number, size: bigint): Breach | undefined {
  if (offset < size) return undefined;
  const detail = size === 0n ? `${what} is not implemented` : `${hexNumber(offset)} >= ${hexNumber(size)}`;
  const last = size - BigInt(length);
  return last >= 0n && last < size ? { field: 'offset', detail, mend: { offset: last } } : { field: 'offset', detail };
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
