import type { BurstSlice, BurstSpec } from '../../native-bridge/contract/bridge-contract.ts';
import { errorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { OpenBurst } from './bridge-client/open-target.ts';
import type { BurstTotals } from './burst-totals.ts';
import type { SessionLog } from './session-log.ts';
import { Slicer } from './throughput/slicer.ts';

/**
 * Drains a burst to its end or until `stop`, each slice into the log before it is counted; a stopped burst is drained too. Logs its one
 * row in any case and throws what ended it early.
 */
export async function runBurst(
  burst: OpenBurst,
  spec: BurstSpec,
  log: SessionLog,
  stop: AbortSignal,
): Promise<BurstTotals> {
  const atNs = log.clock.now();
  const slicer = new Slicer(
    (targetNs) => log.clock.place(targetNs),
    (slice) => log.slice(slice),
  );
  whenAborted(stop, () => void burst.stop().catch(() => {}));
  const failed = await drain(burst, slicer, log.burst(spec)).catch(errorInfo);
  slicer.end();
  const totals = burstTotals(slicer, burst.path);
  log.burstEnded(spec, atNs, totals, failed ?? undefined);
  if (failed) throw new WorkbenchError(failed);
  return totals;
}

async function drain(burst: OpenBurst, slicer: Slicer, taken: (slice: BurstSlice) => Promise<void>): Promise<void> {
  for (let done = false; !done; ) {
    const slice = await burst.drain();
    await taken(slice);
    slicer.add(slice);
    done = slice.done;
  }
}

function whenAborted(signal: AbortSignal, action: () => void): void {
  if (signal.aborted) action();
  else signal.addEventListener('abort', action, { once: true });
}

function burstTotals(slicer: Slicer, path?: string): BurstTotals {
  const { total, bytes, errors, operations, dropped, spanNs, modelled } = slicer;
  const seconds = Math.max(spanNs, 1) / 1e9;
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => total.percentile(share)) as [number, number, number];
  const ops = total.count + dropped;
  const counts = { ops, bytes, errors, operations, dropped, spanNs: BigInt(spanNs) };
  const rates = { opsPerSecond: ops / seconds, bytesPerSecond: bytes / seconds };
  return { ...counts, ...rates, p50, p90, p99, max: total.max, modelled, path };
}
