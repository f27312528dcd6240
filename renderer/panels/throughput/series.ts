import type { ThroughputPart, ThroughputSlice } from '../../../electron/contract/app-contract.ts';

/** One thing that is drawn: its name, and how it looks everywhere. */
export interface Series {
  /** Names it in the store's list of hidden series. */
  readonly key: string;
  readonly name: string;
  /** The name where there is room for all of it. */
  readonly whole?: string;
  /** A series colour of the theme: `--series-sky`. */
  readonly color: string;
  /** Tells lines apart without colour, px on and off. */
  readonly dash?: readonly number[];
  readonly value: (slice: ThroughputSlice) => number;
}

const SECOND = 1e9;

export const perSecond = (count: number, { spanNs }: Pick<ThroughputSlice, 'spanNs'>): number =>
  (count * SECOND) / Number(spanNs || 1n);

/** The same way to the device has the same colour in every chart. */
const PATHS: Readonly<Record<string, string>> = {
  'ism-vfio-pci': '--series-sky',
  'zpci-io': '--series-orange',
  'vfio-bar': '--series-green',
  mmio: '--series-purple',
};
const OTHERS = [
  '--series-yellow',
  '--series-blue',
  '--series-grey',
  '--series-green',
  '--series-orange',
  '--series-purple',
];

const keyOf = ({ op, path }: Pick<ThroughputPart, 'op' | 'path'>) => `${op} ${path ?? ''}`;

/** The layers of a stack: a way to the device each, and an operation each where there are several. */
export function stackOf(slices: readonly ThroughputSlice[], field: 'ops' | 'bytes'): readonly Series[] {
  const parts = new Map(slices.flatMap((slice) => slice.parts.map((part) => [keyOf(part), part] as const)));
  const severalOps = new Set([...parts.values()].map(({ op }) => op)).size > 1;
  const severalPaths = new Set([...parts.values()].map(({ path }) => path)).size > 1;
  const free = [...OTHERS];
  const used = new Set<string>();
  return [...parts].map(([key, { op, path }]) => {
    const own = PATHS[path ?? ''];
    const color = own && !used.has(own) ? own : (free.find((one) => !used.has(one)) ?? '--series-grey');
    used.add(color);
    const whole = path === undefined ? op : `${op} · ${path}`;
    const name = severalOps && severalPaths ? whole : severalOps ? op : (path ?? op);
    return {
      key,
      name,
      whole,
      color,
      value: (slice) => perSecond(slice.parts.find((part) => keyOf(part) === key)?.[field] ?? 0, slice),
    };
  });
}

export const ERRORS: Series = {
  key: 'errors',
  name: 'errors',
  color: '--series-vermilion',
  dash: [2, 2],
  value: (slice) => perSecond(slice.errors, slice),
};

const latency = (field: 'p50' | 'p90' | 'p99' | 'max', color: string, dash?: readonly number[]): Series => ({
  key: field,
  name: field,
  color,
  dash,
  value: (slice) => slice[field],
});

export const LATENCIES: readonly Series[] = [
  latency('p50', '--series-orange'),
  latency('p90', '--series-purple', [6, 2]),
  latency('p99', '--series-blue', [3, 2]),
  latency('max', '--series-grey', [1, 3]),
];

export const visible = (series: readonly Series[], hidden: readonly string[]) =>
  series.filter(({ key }) => !hidden.includes(key));
