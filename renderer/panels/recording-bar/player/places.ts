import type { Timeline } from '../../../../electron/contract/recording-cursor.ts';
import type { Span } from '../../../store/player/player.ts';

/** Times as places on the slider, and back. */

type Ends = Pick<Timeline, 'beginNs' | 'durationNs'>;

const lengthOf = ({ beginNs, durationNs }: Ends) => Math.max(1, Number(durationNs - beginNs));
const percent = (ns: bigint, ends: Ends) => `${(Number(ns) / lengthOf(ends)) * 100}%`;

export const placeOf = (ends: Ends, atNs: bigint) => ({ left: percent(atNs - ends.beginNs, ends) });

export const placeOfSpan = (ends: Ends, { fromNs, toNs }: Span) => ({
  ...placeOf(ends, fromNs),
  width: percent(toNs - fromNs, ends),
});

/** The time at a part of the whole, from 0 to 1. */
export const timeAt = (ends: Ends, part: number): bigint =>
  ends.beginNs + BigInt(Math.round(Math.max(0, Math.min(1, part)) * Number(ends.durationNs - ends.beginNs)));
