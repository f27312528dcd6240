import {
  type ComparedCounter,
  type CountAlarm,
  type CountSample,
  comparedCounters,
} from '../../../electron/contract/measurement/messages.ts';
import { countText } from '../../text/quantities.ts';

/** Counters as the table shows them. */

export interface CounterLine {
  readonly name: string;
  readonly title: string;
  /** What we had done; absent for a counter that only the function keeps. */
  readonly ours?: string;
  readonly theirs: string;
  readonly verdict: 'agrees' | 'alarm' | 'waits' | 'theirs';
  readonly words: string;
}

const title = (name: string) => name.replaceAll('_', ' ');
const isCompared = (name: string): name is ComparedCounter => (comparedCounters as readonly string[]).includes(name);

/** One line a counter: those of both sides first. */
export function counterLines(sample: CountSample): CounterLine[] {
  const others = Object.keys(sample.counters).filter((name) => !isCompared(name));
  const both = comparedCounters.filter((name) => sample.counters[name] !== undefined);
  return [...both, ...others].map((name) => lineOf(name, sample));
}

function lineOf(name: string, sample: CountSample): CounterLine {
  const theirs = sample.counters[name] ?? 0n;
  const common = { name, title: title(name), theirs: countText(theirs) };
  if (!isCompared(name)) return { ...common, verdict: 'theirs', words: 'only the function counts it' };
  const { sure, possible } = sample.ours[name] ?? { sure: 0, possible: 0 };
  const ours = possible > sure ? `${countText(sure)} – ${countText(possible)}` : countText(sure);
  const alarm = sample.alarms.find(({ counter }) => counter === name);
  if (alarm) return { ...common, ours, verdict: 'alarm', words: expected(alarm) };
  if (theirs < BigInt(sure)) return { ...common, ours, verdict: 'waits', words: 'the next update decides' };
  if (name === 'store_block_operations' && theirs > BigInt(possible))
    return { ...common, ours, verdict: 'waits', words: 'something is under way' };
  return {
    ...common,
    ours,
    verdict: 'agrees',
    words: theirs > BigInt(possible) ? 'agrees: the kernel made the others' : 'agrees',
  };
}

/** `expected 10` or `expected at least 10`. */
export function expected({ from, to }: CountAlarm): string {
  if (to === undefined) return `expected at least ${countText(from)}`;
  return from === to ? `expected ${countText(from)}` : `expected ${countText(from)} to ${countText(to)}`;
}

/** The alarm in a sentence. */
export const alarmText = (alarm: CountAlarm): string =>
  `The function counts ${countText(alarm.got)} ${title(alarm.counter)}: ${expected(alarm)}.`;

/** A line of the picture: values at times, both from 0, as an SVG path in a box; steps, because counters jump. */
export function stepPath(points: readonly { t: number; value: number }[], width: number, height: number): string {
  const first = points[0]?.t ?? 0;
  const span = Math.max((points.at(-1)?.t ?? 0) - first, 1);
  return points
    .map(({ t, value }, index) => {
      const x = (((t - first) / span) * width).toFixed(1);
      const y = (height - value * height).toFixed(1);
      return index === 0 ? `M${x} ${y}` : `H${x}V${y}`;
    })
    .join('');
}
