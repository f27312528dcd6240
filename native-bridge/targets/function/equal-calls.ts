import type { BurstSpec } from '../../contract/bridge-contract.ts';
import type { BurstPlan } from './burst-plan.ts';
import type { TransferPlan } from './planned-call.ts';

/** Kernels cut an access by where it lies in its doubleword, and at the end of a region. */
const DOUBLEWORD = 8;

/**
 * Whether every operation is one system call that differs in its position alone, and is cut into as many device operations. Steps of
 * whole doublewords keep the cut; the farthest offset tells about the end of the region. A walk without an end leaves the region and is not.
 */
export function isOneCall(spec: BurstSpec, plans: BurstPlan): boolean {
  const { stride, span } = spec;
  const first = plans.at(0);
  if (first.call.call !== 'pread' && first.call.call !== 'pwrite') return false;
  if (stride === 0) return true;
  if (stride % DOUBLEWORD !== 0 || span % DOUBLEWORD !== 0) return false;
  const farthest = farthestStep(spec);
  return farthest !== undefined && isSameCall(first, plans.walked(farthest));
}

/** How far the walk gets from its first offset, at most. */
function farthestStep({ stride, span, count }: BurstSpec): bigint | undefined {
  if (span > 0) return BigInt(span - DOUBLEWORD);
  return count === undefined ? undefined : BigInt(stride) * BigInt(count - 1);
}

function isSameCall(a: TransferPlan, b: TransferPlan): boolean {
  if (a.operations !== b.operations || a.path !== b.path) return false;
  if (a.call.call === 'pread') return b.call.call === 'pread';
  return a.call.call === 'pwrite' && b.call.call === 'pwrite' && Buffer.compare(a.call.data, b.call.data) === 0;
}
