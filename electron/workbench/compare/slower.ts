/** Durations below this differ by chance. */
const LEAST_NS = 10_000;

/** Whether one of two durations, ns, is more than `factor` times the other, and not by chance. */
export function isSlower(factor: number | undefined, one: number, other: number): boolean {
  if (factor === undefined) return false;
  const [short, long] = one < other ? [one, other] : [other, one];
  return long - short > LEAST_NS && long > factor * short;
}
