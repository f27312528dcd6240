import { type PointerEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { shownTheme } from '../../store/selectors.ts';
import type { TimeSpan } from '../../store/throughput.ts';
import { useStore } from '../../store/use-store.ts';
import { linearAxis, logAxis } from './axis.ts';
import { Colours, openKit } from './brush-kit.ts';
import { ChartFrame } from './chart-frame.tsx';
import { draw } from './draw.ts';
import { MARGIN, type Scale, scaleOf } from './scale.ts';
import type { Series } from './series.ts';
import styles from './throughput.module.css';
import { timeAxis } from './time-axis.ts';
import { useSize } from './use-size.ts';

export interface PlotProps {
  readonly title: string;
  readonly slices: readonly ThroughputSlice[];
  /** Times from the left to the right edge. */
  readonly room: TimeSpan;
  readonly stack: readonly Series[];
  readonly lines: readonly Series[];
  /** Rates start at 0, in steps of thousands or, for bytes, of powers of two; latencies span decades. */
  readonly kind: 'decimal' | 'binary' | 'log';
  readonly text: (value: number) => string;
  readonly modelled: boolean;
  readonly drops: boolean;
  /** What the pointer does, in session time. */
  readonly onPointer: (event: PointerEvent, atNs: bigint) => void;
  /** What lies over the plot, placed by its scale. */
  readonly over: (scale: Scale) => ReactNode;
}

/** One plot over time: axes that move now and then, slices on a canvas, and what is laid over them. */
export function Plot({ slices, room, stack, lines, kind, text, modelled, drops, onPointer, over, title }: PlotProps) {
  const theme = useStore(shownTheme);
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(frame);
  const { width } = size;
  const x = useMemo(() => timeAxis(room, width), [room, width]);
  const y = useMemo(() => valueAxis(slices, stack, lines, kind), [slices, stack, lines, kind]);
  const scale = useMemo(() => scaleOf(size, x, y, kind === 'log'), [size, x, y, kind]);

  const colours = useMemo(() => new Colours(theme), [theme]);
  useLayoutEffect(() => {
    const kit = canvas.current && width > 0 ? openKit(canvas.current, size, colours) : undefined;
    if (kit) draw(kit, size, scale, { slices, stack, lines, modelled, drops });
  }, [slices, stack, lines, modelled, drops, scale, size, width, colours]);

  const pointed = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const px = ((event.clientX - box.left) * width) / Math.max(box.width, 1);
    const seconds = Math.min(Math.max(scale.seconds(px), x.domain[0]), x.domain[1]);
    onPointer(event, BigInt(Math.round(seconds * 1e9)));
  };
  return (
    <div
      ref={setFrame}
      className={styles.plot}
      role="img"
      aria-label={`${title} over time; the table says the same in numbers`}
      onPointerDown={pointed}
      onPointerMove={pointed}
      onPointerUp={pointed}
      onPointerLeave={pointed}
    >
      <ChartFrame x={x} y={y} log={kind === 'log'} text={text} />
      <canvas ref={canvas} className={styles.canvas} />
      {width > MARGIN.left + MARGIN.right && over(scale)}
    </div>
  );
}

function valueAxis(
  slices: readonly ThroughputSlice[],
  stack: readonly Series[],
  lines: readonly Series[],
  kind: PlotProps['kind'],
) {
  const sums = slices.map((slice) => stack.reduce((sum, { value }) => sum + value(slice), 0));
  const values = slices.flatMap((slice) => lines.map(({ value }) => value(slice))).filter((value) => value > 0);
  const most = Math.max(0, ...sums, ...values);
  if (kind === 'log') return logAxis(Math.min(most, ...values), most);
  return linearAxis(most, kind === 'binary' ? 1024 : 1000);
}
