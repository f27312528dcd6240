import type { Check } from '../../native-bridge/contract/bridge-contract.ts';
import type { Diagnosis } from './state.ts';

/** What was found, with one check more; checks of another run came too late and are dropped. */
export const addCheck = (found: Diagnosis | undefined, run: number, check: Check): Diagnosis | undefined =>
  found?.run === run && !found.finished ? { ...found, checks: [...found.checks, check] } : found;

/** How many checks came out each way. */
export function tally(checks: readonly Check[]): Readonly<Record<Check['status'], number>> {
  const count = { ok: 0, warning: 0, failed: 0, skipped: 0 };
  for (const { status } of checks) count[status]++;
  return count;
}
