import type { TimeSpan } from '../../store/throughput.ts';
import type { Axis } from './axis.ts';

const SECOND = 1_000_000_000n;

/** Room on the axis while a loop runs, s: the charts grow into it, and the axis moves only now and then. */
const ROOMS = [5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400];

const STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800,
];
const LONG_STEPS = [3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 604_800];

/** The stretch an axis spans: as it is, or with room ahead for what is to come. */
export function roomFor({ fromNs, toNs }: TimeSpan, goesOn: boolean): TimeSpan {
  const lasts = toNs - fromNs;
  if (!goesOn) return { fromNs, toNs: lasts > 0n ? toNs : fromNs + SECOND };
  const room =
    ROOMS.find((seconds) => BigInt(seconds) * SECOND > lasts) ?? Number(lasts / SECOND / 86_400n + 1n) * 86_400;
  return { fromNs, toNs: fromNs + BigInt(room) * SECOND };
}

/** Marks at round times, about one every 64 px. */
export function timeAxis({ fromNs, toNs }: TimeSpan, width: number): Axis {
  const [from, to] = [Number(fromNs) / 1e9, Number(toNs) / 1e9];
  const wanted = ((to - from) * 64) / Math.max(width - 96, 64);
  const step = [...STEPS, ...LONG_STEPS].find((one) => one >= wanted) ?? 604_800;
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return { domain: [from, to], ticks: Array.from({ length: count }, (_, index) => (first + index) * step) };
}

/** `12.3 s`, or `1:02:03` from an hour on. */
export function timeText(seconds: number): string {
  if (seconds < 3600) return `${Number(seconds.toFixed(3))} s`;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
