import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { endOf, startOf } from '../../store/throughput.ts';
import { countOf, durationText, rateText } from '../../text/quantities.ts';
import { perSecond } from './series.ts';

/** What two cursors tell: each slice, and the difference from A to B. */
export interface Delta {
  readonly name: string;
  readonly a: string;
  readonly b?: string;
  readonly difference?: string;
}

type Text = (value: number) => string;

const signed = (text: Text, value: number) => `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`;

const secondsText: Text = (ns) => `${(ns / 1e9).toFixed(3)} s`;

/** `bytes`: how a rate of bytes is told. */
export function deltasOf(a: ThroughputSlice, b: ThroughputSlice | undefined, bytes: Text): readonly Delta[] {
  const line = (name: string, text: Text, of: (slice: ThroughputSlice) => number): Delta =>
    b ? { name, a: text(of(a)), b: text(of(b)), difference: signed(text, of(b) - of(a)) } : { name, a: text(of(a)) };
  return [
    line('time', secondsText, ({ atNs }) => Number(atNs)),
    line('requests', rateText, (slice) => perSecond(slice.ops, slice)),
    line('payload', bytes, (slice) => perSecond(slice.bytes, slice)),
    line('p50', durationText, ({ p50 }) => Math.round(p50)),
    line('p90', durationText, ({ p90 }) => Math.round(p90)),
    line('p99', durationText, ({ p99 }) => Math.round(p99)),
    line('max', durationText, ({ max }) => max),
  ];
}

/** The slices from one cursor to the other, both included, whichever comes first. */
export function sumBetween(slices: readonly ThroughputSlice[], a: ThroughputSlice, b: ThroughputSlice) {
  const [first, last] = a.atNs <= b.atNs ? [a, b] : [b, a];
  const inside = slices.filter(({ atNs }) => atNs >= first.atNs && atNs <= last.atNs);
  const sum = (of: (slice: ThroughputSlice) => number) => inside.reduce((total, slice) => total + of(slice), 0);
  return {
    span: { fromNs: startOf(first), toNs: endOf(last) },
    ops: sum(({ ops }) => ops),
    bytes: sum(({ bytes }) => bytes),
    errors: sum(({ errors }) => errors),
    dropped: sum(({ dropped }) => dropped),
  };
}

/** `operations 120,000 to 169,999 of burst 0`. */
export function operationsText({ of, ops }: ThroughputSlice): string {
  const count = new Intl.NumberFormat('en');
  if (!of) return countOf(ops, 'operation');
  return `operations ${count.format(of.firstOp)} to ${count.format(of.lastOp)} of burst ${of.burst}`;
}
