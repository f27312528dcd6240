import { useId } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { type Axis, linearAxis, logAxis } from './axis.ts';
import type { Point } from './points.ts';
import styles from './throughput.module.css';

export interface Series {
  readonly key: Exclude<keyof Point, 't'>;
  readonly name: string;
  /** A series colour of the theme: `--series-sky`. */
  readonly color: string;
  /** Tells lines apart without colour. */
  readonly dash?: string;
  readonly filled?: boolean;
}

export interface ChartProps {
  readonly title: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  readonly text: (value: number) => string;
  /** Rates start at 0, in steps of thousands or, for bytes, of powers of two; latencies span decades. */
  readonly scale: 'decimal' | 'binary' | 'log';
  /** The times come from a model: hatched, and said in words. */
  readonly modelled: boolean;
  /** Where the cursor of a recording stands, seconds. */
  readonly cursor?: number;
  /** Called with the time that was clicked, seconds. */
  readonly onSeek?: (seconds: number) => void;
}

const TICK = { fill: 'var(--text-faint)', fontSize: 11, fontFamily: 'var(--font-mono)' };

/** One chart over time. At most 300 points ten times a second. */
export function Chart({ title, points, series, text, scale, modelled, cursor, onSeek }: ChartProps) {
  const id = useId();
  const { domain, ticks } = axisOf(points, series, scale);
  return (
    <figure className={styles.chart} data-modelled={modelled}>
      <figcaption>
        {title}
        <Legend series={series} />
        {modelled && <span className={styles.modelled}>modelled time</span>}
      </figcaption>
      <div className={styles.plot} role="img" aria-label={`${title} over time`}>
        <ComposedChart
          responsive
          style={FILL}
          data={points as Point[]}
          margin={{ top: 6, right: 20, bottom: 0, left: 0 }}
          onClick={({ activeLabel }) => activeLabel !== undefined && onSeek?.(Number(activeLabel))}
        >
          <Hatch id={id} color={series[0]?.color ?? 'currentColor'} />
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="t"
            type="number"
            domain={['dataMin', 'dataMax']}
            tick={TICK}
            tickFormatter={secondsText}
            stroke="var(--line-strong)"
            minTickGap={40}
          />
          <YAxis {...yAxis(scale)} domain={[...domain]} ticks={[...ticks]} tickFormatter={text} />
          <Tooltip
            isAnimationActive={false}
            formatter={(value) => text(Number(value))}
            labelFormatter={(t) => `${secondsText(Number(t))} since start`}
            contentStyle={TOOLTIP}
            itemStyle={{ padding: 0 }}
          />
          {cursor !== undefined && (
            <ReferenceLine x={cursor} stroke="var(--recorded)" strokeWidth={2} ifOverflow="hidden" />
          )}
          {series.map((one) => drawn(one, modelled ? `url(#${id})` : undefined))}
        </ComposedChart>
      </div>
    </figure>
  );
}

/** Out of the flow, so that the chart takes the room there is and never asks for more. */
const FILL = { position: 'absolute', inset: 0, width: '100%', height: '100%' } as const;

const TOOLTIP = {
  border: '1px solid var(--line-strong)',
  borderRadius: 3,
  background: 'var(--bg-header)',
  font: '400 12px/18px var(--font-mono)',
  padding: '4px 8px',
};

const yAxis = (scale: ChartProps['scale']) => ({
  scale: scale === 'log' ? ('log' as const) : ('linear' as const),
  allowDataOverflow: true,
  tick: TICK,
  width: 76,
  stroke: 'var(--line-strong)',
});

function axisOf(points: readonly Point[], series: readonly Series[], scale: ChartProps['scale']): Axis {
  const values = points.flatMap((point) => series.map(({ key }) => point[key])).filter((value) => value !== null);
  const most = Math.max(0, ...values);
  if (scale === 'log') return logAxis(Math.min(most, ...values), most);
  return linearAxis(most, scale === 'binary' ? 1024 : 1000);
}

const secondsText = (t: number) => `${t.toFixed(1)} s`;

function drawn({ key, name, color, dash, filled }: Series, hatch: string | undefined) {
  const stroke = `var(${color})`;
  const shared = {
    dataKey: key,
    name,
    stroke,
    strokeWidth: 1.5,
    strokeDasharray: dash,
    dot: false,
    isAnimationActive: false,
  };
  if (!filled) return <Line key={key} type="linear" {...shared} />;
  return <Area key={key} type="linear" {...shared} fill={hatch ?? stroke} fillOpacity={hatch ? 1 : 0.15} />;
}

/** Diagonal lines: what is hatched was modelled, not measured. */
function Hatch({ id, color }: { readonly id: string; readonly color: string }) {
  return (
    <defs>
      <pattern id={id} width={7} height={7} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1={0} y1={0} x2={0} y2={7} stroke={`var(${color})`} strokeWidth={1.5} strokeOpacity={0.45} />
      </pattern>
    </defs>
  );
}

function Legend({ series }: { readonly series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <span className={styles.legend}>
      {series.map(({ key, name, color, dash }) => (
        <span key={key}>
          <svg width={18} height={8} aria-hidden="true">
            <line x1={0} y1={4} x2={18} y2={4} stroke={`var(${color})`} strokeWidth={2} strokeDasharray={dash} />
          </svg>
          {name}
        </span>
      ))}
    </span>
  );
}
