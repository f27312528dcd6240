import type { Verdict } from '../../rules/types.ts';
import type { Plan, PlannedCall } from './kind.ts';

const LEGAL: Verdict = { broken: [] };

/** A plan of one call with what its verdict predicts. A refused request makes no device operation. */
export function planned(call: PlannedCall, verdict: Verdict = LEGAL, more: Partial<Plan> = {}): Plan {
  const refused = verdict.errno !== undefined && more.operations !== undefined;
  return { call, verdict, predicted: verdict.errno, ...more, ...(refused ? { operations: 0 } : {}) };
}

/** A request that makes no system call. */
export const noCall = (why: string): Plan => planned({ call: 'none', why });

/** Where a dry run places buffers that are not allocated yet: page-aligned, above every address a process can have. */
export const PLANNED_VADDR = 0xffff_0000_0000_0000n;

/** The address is a dry run's own: the real one is known only when the buffer has been allocated. */
export const isPlannedAddress = (vaddr: bigint): boolean => vaddr >= PLANNED_VADDR;
