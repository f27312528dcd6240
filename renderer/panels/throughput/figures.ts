import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { countOf, countText, durationText, rateText } from '../../text/quantities.ts';
import { perSecond } from './series.ts';

/** The numbers beside the charts: as of now, on average, at most. */
export interface Figure {
  readonly name: string;
  readonly now: string;
  readonly average: string;
  readonly most: string;
}

const sum = (slices: readonly ThroughputSlice[], of: (slice: ThroughputSlice) => number) =>
  slices.reduce((total, slice) => total + of(slice), 0);

type Count = 'ops' | 'bytes' | 'operations' | 'errors';

function rate(name: string, field: Count, slices: readonly ThroughputSlice[], text: (rate: number) => string): Figure {
  const seconds = sum(slices, ({ spanNs }) => Number(spanNs)) / 1e9;
  const rates = slices.map((slice) => perSecond(slice[field], slice));
  return {
    name,
    now: text(rates.at(-1) ?? 0),
    average: text(seconds > 0 ? sum(slices, (slice) => slice[field]) / seconds : 0),
    most: text(Math.max(0, ...rates)),
  };
}

/** The average of a percentile is weighted by operations. */
function latency(name: string, field: 'p50' | 'p90' | 'p99' | 'max', slices: readonly ThroughputSlice[]): Figure {
  const ops = sum(slices, (slice) => slice.ops);
  const values = slices.map((slice) => slice[field]);
  return {
    name,
    now: durationText(Math.round(values.at(-1) ?? 0)),
    average: durationText(Math.round(ops > 0 ? sum(slices, (slice) => slice[field] * slice.ops) / ops : 0)),
    most: durationText(Math.round(Math.max(0, ...values))),
  };
}

/** `bytes`: how a rate of bytes is told. */
export const figuresOf = (slices: readonly ThroughputSlice[], bytes: (rate: number) => string): readonly Figure[] => [
  rate('requests', 'ops', slices, rateText),
  rate('device operations', 'operations', slices, rateText),
  rate('payload', 'bytes', slices, bytes),
  rate('errors', 'errors', slices, rateText),
  latency('latency p50', 'p50', slices),
  latency('latency p90', 'p90', slices),
  latency('latency p99', 'p99', slices),
  latency('latency max', 'max', slices),
];

/** `12,034 requests, 49.2 MiB, 2 errors`: what came of it in all. */
export function totalText(slices: readonly ThroughputSlice[]): string {
  const dropped = sum(slices, (slice) => slice.dropped);
  const counts = [
    countOf(
      sum(slices, ({ ops }) => ops),
      'request',
    ),
    countOf(
      sum(slices, ({ errors }) => errors),
      'error',
    ),
  ];
  return [...counts, ...(dropped > 0 ? [`${countText(dropped)} not recorded`] : [])].join(', ');
}
