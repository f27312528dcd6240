import { check } from '../check.ts';
import type { Facts, RuleSet } from '../types.ts';

/** Looks for a smaller change than the one a rule offers. */

export type Subject = Readonly<Record<string, bigint | number>>;
type Change = Readonly<Record<string, bigint | number>>;

interface Offered {
  readonly rule: string;
  readonly change: Change;
}

const distance = (a: bigint | number, b: bigint | number) => {
  const far = BigInt(a) - BigInt(b);
  return far < 0n ? -far : far;
};

/** Values nearer to `from` than `to` is, on both sides: all of them where they are few, else those at every power of two from both ends. */
function* nearer(from: bigint, to: bigint): Generator<bigint> {
  const reach = distance(from, to);
  if (reach <= 64n) {
    for (let step = 1n; step < reach; step++) yield* [from + step, from - step];
    return;
  }
  for (let step = 1n; step < reach; step *= 2n)
    yield* [from + step, from - step, from + reach - step, from - reach + step];
}

/**
 * A value of the one field the mend changes that is nearer to what was there and as good: the rule holds, and so does every other rule
 * that holds with the mend. Undefined when there is none, or when the mend is not one number.
 */
export function nearerMend(set: RuleSet<unknown>, subject: Subject, facts: Facts, { rule, change }: Offered) {
  const [[field, to] = [], ...more] = Object.entries(change);
  if (field === undefined || to === undefined || more.length > 0 || NOT_DISTANCES.has(field)) return undefined;
  const brokenBy = (value: bigint | number) =>
    check(set, { ...subject, [field]: value }, facts).broken.map((one) => one.rule);
  const mended = new Set(brokenBy(to));
  for (const value of nearer(BigInt(subject[field]!), BigInt(to))) {
    if (value < 0n || value > 0xffff_ffff_ffff_ffffn || (value === 0n && AMOUNTS.has(field))) continue;
    const broken = brokenBy(typeof to === 'number' ? Number(value) : value);
    if (!broken.includes(rule) && broken.every((one) => mended.has(one))) return { field, value, to };
  }
  return undefined;
}

/** Mending leaves something to do. */
const AMOUNTS = new Set(['length', 'size', 'count']);

/** Bits and names, not amounts. */
const NOT_DISTANCES = new Set(['flags', 'space', 'region', 'index']);
