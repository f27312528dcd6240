import { memo } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import type { Axis } from './axis.ts';
import { MARGIN } from './scale.ts';
import { timeText } from './time-axis.ts';

export interface ChartFrameProps {
  readonly x: Axis;
  readonly y: Axis;
  readonly log: boolean;
  readonly text: (value: number) => string;
}

const TICK = { fill: 'var(--text-faint)', fontSize: 11, fontFamily: 'var(--font-mono)' };

/** Out of the flow, so that the chart takes the room there is and never asks for more. */
const FILL = { position: 'absolute', inset: 0, width: '100%', height: '100%' } as const;

const sameAxis = (a: Axis, b: Axis) => `${a.domain} ${a.ticks}` === `${b.domain} ${b.ticks}`;

/** Axes and grid. Laying them out costs several ms, so it is done again only when an axis has changed: what lies on them is drawn apart. */
export const ChartFrame = memo(
  ({ x, y, log, text }: ChartFrameProps) => (
    <ComposedChart
      responsive
      accessibilityLayer={false}
      style={FILL}
      data={[{ t: x.domain[0], v: y.domain[0] }]}
      margin={{ top: MARGIN.top, right: MARGIN.right, bottom: 0, left: 0 }}
    >
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis
        dataKey="t"
        type="number"
        domain={[...x.domain]}
        ticks={[...x.ticks]}
        allowDataOverflow
        height={MARGIN.bottom}
        tick={TICK}
        tickFormatter={timeText}
        stroke="var(--line-strong)"
        interval="preserveStart"
      />
      <YAxis
        dataKey="v"
        type="number"
        scale={log ? 'log' : 'linear'}
        domain={[...y.domain]}
        ticks={[...y.ticks]}
        allowDataOverflow
        width={MARGIN.left}
        tick={TICK}
        tickFormatter={text}
        stroke="var(--line-strong)"
      />
    </ComposedChart>
  ),
  (a, b) => a.log === b.log && a.text === b.text && sameAxis(a.x, b.x) && sameAxis(a.y, b.y),
);
