import type { TwoPathsRun } from '../../store/two-paths.ts';
import { countOf, countText } from '../../text/quantities.ts';
import { newBytes } from './memory.ts';

type Result = NonNullable<TwoPathsRun['lanes']['whole']>;

/** What came of a lane, in a sentence for whoever watches. It says only what was read and counted. */
export function sentence(result: Result, payload: Uint8Array): string {
  const { operations, torn, end, signals, done, error } = result;
  if (error) return error.message;
  if (!done) return 'Under way …';
  const last = end ?? torn;
  if (!last || !signals) return `${countOf(operations.length, 'store')}. Nobody looks at the other side.`;
  const wrong = last.filter((byte, at) => byte !== payload[at]).length;
  if (wrong > 0) return `${countText(wrong)} of ${countText(payload.length)} bytes are not what was sent.`;
  const told = signals.all ?? signals.first;
  const first = newBytes(torn, payload);
  if (first === payload.length)
    return `The peer is told ${times(told)} and finds all ${countText(first)} bytes. There is no moment in between.`;
  return `The peer is told ${times(told)}. At the first signal ${countText(first)} of ${countText(payload.length)} bytes are new: a reader gets torn data.`;
}

const times = (count: number) => (count === 1 ? 'once' : `${countText(count)} times`);
