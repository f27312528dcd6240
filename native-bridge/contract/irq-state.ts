import type { UsedIrq } from '../rules/types.ts';

/** What a request to arm asks for; count 0 turns the index off. */
interface Armed {
  readonly index: number;
  readonly start: number;
  readonly count: number;
}

/**
 * Interrupts in use after the kernel took a request to arm. The first request for an index decides how many vectors the kernel sets up
 * for it; those stay until it is turned off.
 */
export function irqsAfter(irqs: readonly UsedIrq[], { index, start, count }: Armed): UsedIrq[] {
  const before = irqs.find((one) => one.index === index);
  const others = irqs.filter((one) => one !== before);
  if (count === 0) return others;
  const fresh = Array.from({ length: count }, (_, i) => start + i);
  const vectors = [...new Set([...(before?.vectors ?? []), ...fresh])].sort((a, b) => a - b);
  const used = { index, room: before?.room ?? start + count, vectors };
  return [...others, used].sort((a, b) => a.index - b.index);
}
