import { columnsOf } from '../../../native-bridge/contract/throughput/columns.ts';
import { LatencyHistogram } from '../../../native-bridge/contract/throughput/latency-histogram.ts';
import type { CompareSummary, Latency } from '../../contract/compare/messages.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import type { WrittenRow } from './written-row.ts';

/** Kinds and paths that are told apart; those beyond are counted under no kind. */
const MOST = 64;
const U32_MAX = 0xffff_ffff;

/** Latencies of one recording, by kind and path, in bounded memory. */
export class Latencies {
  readonly histograms = new Map<string, LatencyHistogram>();

  request({ kind, path, durationNs, status, count }: WrittenRow): void {
    if (kind === 'mark' || status === 'refused' || count !== undefined) return;
    this.#of(kind, path).add(Math.min(Number(durationNs), U32_MAX));
  }

  burst(message: RecordedMessage<'burst'>): void {
    const { op, path } = message.spec as { op: string; path?: string };
    const histogram = this.#of(`burst ${op}`, path);
    const columns = columnsOf(message, 0n);
    for (let index = 0; index < columns.count; index++) histogram.add(columns.durationNs(index));
  }

  #of(kind: string, path = ''): LatencyHistogram {
    const key = this.histograms.size < MOST ? `${kind}|${path}` : '|';
    const histogram = this.histograms.get(key) ?? new LatencyHistogram();
    this.histograms.set(key, histogram);
    return histogram;
  }
}

/** Both recordings side by side; what only one has is 0 on the other side. */
export function sideBySide(left: Latencies, right: Latencies): CompareSummary['latencies'] {
  const keys = new Set([...left.histograms.keys(), ...right.histograms.keys()]);
  return [...keys].map((key) => {
    const [kind = '', path] = key.split('|');
    const sides = { left: figures(left.histograms.get(key)), right: figures(right.histograms.get(key)) };
    return { kind, ...(path ? { path } : {}), ...sides };
  });
}

const NOTHING = new LatencyHistogram();

function figures(histogram = NOTHING): Latency {
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => histogram.percentile(share)) as [number, number, number];
  return { count: histogram.count, p50, p90, p99, max: histogram.max };
}
