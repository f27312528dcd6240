import type { Facts, Mend } from './types.ts';

/** Changes that rules offer. A rule lists those that keep it; the smallest comes first. */

type Value = bigint | number;

export const mend = (how: string, set: Readonly<Record<string, Value>>): Mend => ({ how, set });

const distance = (a: Value, b: Value) => (a > b ? BigInt(a) - BigInt(b) : BigInt(b) - BigInt(a));

/** Mends of one field that holds `value`, nearest first. */
export function nearestFirst(field: string, value: Value, mends: readonly Mend[]): Mend[] {
  const far = (one: Mend) => distance(one.set[field]!, value);
  return [...mends].sort((a, b) => (far(a) < far(b) ? -1 : far(a) > far(b) ? 1 : 0));
}

const REGION_NAMES: Readonly<Record<number, string>> = { 6: 'the ROM', 7: 'configuration space' };

/** Implemented BARs, and what else may be chosen, nearest to `value` first. */
export function otherPlaces(field: string, value: number, facts: Facts, more: readonly number[] = []): Mend[] {
  const bars = facts.regions.filter(({ index, size }) => index <= 5 && size > 0n).map(({ index }) => index);
  const mends = bars.map((index) => mend(`Take BAR ${index}`, { [field]: index }));
  const others = more.map((index) => mend(`Take ${REGION_NAMES[index] ?? `region ${index}`}`, { [field]: index }));
  return nearestFirst(field, value, [...mends, ...others]);
}
