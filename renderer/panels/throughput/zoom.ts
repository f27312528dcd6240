import type { TimeSpan } from '../../store/throughput.ts';
import { moved } from './use-pointing.ts';

/** The shortest stretch that is shown: one slice and its neighbours. */
const LEAST_NS = 300_000_000n;

/** A stretch around a time of it, `factor` times as long. */
export function zoomed({ fromNs, toNs }: TimeSpan, factor: number, aboutNs: bigint): TimeSpan {
  const long = toNs - fromNs;
  const wanted = BigInt(Math.round(Number(long) * factor));
  const lasts = wanted > LEAST_NS ? wanted : LEAST_NS;
  const share = long > 0n ? Number(aboutNs - fromNs) / Number(long) : 0.5;
  const from = aboutNs - BigInt(Math.round(Number(lasts) * share));
  return moved({ fromNs: from > 0n ? from : 0n, toNs: (from > 0n ? from : 0n) + lasts }, 0n);
}

/** A stretch moved by a share of its length. */
export const panned = (span: TimeSpan, share: number): TimeSpan =>
  moved(span, BigInt(Math.round(Number(span.toNs - span.fromNs) * share)));
