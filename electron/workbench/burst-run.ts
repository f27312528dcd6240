import type { BurstSpec, Drained } from '../../native-bridge/contract/bridge-contract.ts';
import { errorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { OpenBurst } from './bridge-client/open-target.ts';
import { BurstSums } from './burst-sums.ts';
import type { BurstTotals } from './burst-totals.ts';
import type { SessionLog } from './session-log.ts';

/**
 * Drains a burst to its end or until `stop`, what is drained into the log before it is counted; a stopped burst is drained too. Logs its
 * one row in any case and throws what ended it early.
 */
export async function runBurst(
  burst: OpenBurst,
  spec: BurstSpec,
  log: SessionLog,
  stop: AbortSignal,
): Promise<BurstTotals> {
  const atNs = log.clock.now();
  const sums = new BurstSums();
  whenAborted(stop, () => void burst.stop().catch(() => {}));
  const failed = await drain(burst, sums, log.burst(spec, burst.path)).catch(errorInfo);
  const totals = sums.totals(burst.path);
  log.burstEnded(spec, atNs, totals, failed ?? undefined);
  if (failed) throw new WorkbenchError(failed);
  return totals;
}

async function drain(burst: OpenBurst, sums: BurstSums, taken: (drained: Drained) => Promise<void>): Promise<void> {
  for (let done = false; !done; ) {
    const drained = await burst.drain();
    await taken(drained);
    sums.add(drained);
    done = drained.done;
  }
}

function whenAborted(signal: AbortSignal, action: () => void): void {
  if (signal.aborted) action();
  else signal.addEventListener('abort', action, { once: true });
}
