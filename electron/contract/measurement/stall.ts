import type { CountSample } from './messages.ts';

/** Intervals without an update after which a function is taken not to measure. */
export const PATIENCE = 3;

/** What ends measuring on a host, and what begins it anew; measured with Linux 6.12 under QEMU. */
export const HOW_TO_MEASURE =
  'A reset can end measuring, and vfio resets a function when it is opened. While it is open, write 0 and then 1 into its statistics file as root.';

/** How long the function has not brought its counters up to date, ns, when that is too long; undefined while it does. Oldest first. */
export function stalledFor(samples: readonly CountSample[]): bigint | undefined {
  const last = samples.at(-1);
  if (!last) return undefined;
  const update = samples.findLastIndex((one) => one.samples !== last.samples);
  const quiet = last.atNs - samples[update + 1]!.atNs;
  return quiet > BigInt(PATIENCE * last.updateMs) * 1_000_000n ? quiet : undefined;
}
