import { useMemo, useState } from 'react';
import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { currentView } from '../../store/selectors.ts';
import type { TimeSpan } from '../../store/throughput.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { byteRateIn, durationText, rateText } from '../../text/quantities.ts';
import { Legend } from './legend.tsx';
import { Overlay, Tip } from './overlay.tsx';
import { Plot, type PlotProps } from './plot.tsx';
import { ERRORS, LATENCIES, type Series, stackOf, visible } from './series.ts';
import styles from './throughput.module.css';
import { useChartKeys, useWheel } from './use-chart-keys.ts';
import { usePointing } from './use-pointing.ts';

export interface ChartsProps {
  readonly slices: readonly ThroughputSlice[];
  readonly room: TimeSpan;
  readonly onRequests: () => void;
}

const NONE: readonly Series[] = [];
const ERROR_LINE = [ERRORS];

/** Requests, bytes and latency over the same time. */
export function Charts({ slices, room, onRequests }: ChartsProps) {
  const hidden = useStore((state) => currentView(state).throughput.hidden);
  const cursors = useStore((state) => currentView(state).throughput.cursors);
  const decimal = useStore((state) => currentView(state).throughput.decimal);
  const playedNs = useStore((state) => currentView(state).player.cursor);
  const { toggleSeries } = useActions();
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const { onPointer, hovered, brush } = usePointing(slices, room);
  const aboutNs = hovered?.atNs ?? cursors.a ?? (room.fromNs + room.toNs) / 2n;
  const onKeyDown = useChartKeys({
    room,
    aboutNs,
    hasCursors: cursors.a !== undefined || cursors.b !== undefined,
    onEnter: onRequests,
  });
  useWheel(frame, room, aboutNs);
  const ops = useStack(slices, 'ops');
  const bytes = useStack(slices, 'bytes');
  const modelled = slices.some((slice) => slice.modelled);
  const chart = (
    title: string,
    stack: readonly Series[],
    lines: readonly Series[],
    part: Pick<PlotProps, 'kind' | 'text'>,
  ) => (
    <Chart
      {...{ title, stack, lines, slices, room, hidden, modelled, onPointer, onToggle: toggleSeries, ...part }}
      drops={title === 'Requests'}
      over={{ cursors, playedNs, brush, hovered }}
    />
  );
  return (
    <div
      ref={setFrame}
      className={styles.charts}
      data-focus="charts"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the charts take keys
      tabIndex={0}
      aria-label="Throughput over time. Left and Right move cursor A, with Shift cursor B; Enter shows its requests; W and S zoom, A and D move, Home shows all, Escape puts the cursors away."
      onKeyDown={onKeyDown}
      onDoubleClick={onRequests}
    >
      {chart('Requests', ops, ERROR_LINE, { kind: 'decimal', text: rateText })}
      {chart('Payload', bytes, NONE, { kind: decimal ? 'decimal' : 'binary', text: byteRateIn(decimal) })}
      {chart('Latency', NONE, LATENCIES, { kind: 'log', text: durationText })}
    </div>
  );
}

/** The stack of a chart; the same object as long as its layers are the same, so that nothing is laid out anew for each slice. */
function useStack(slices: readonly ThroughputSlice[], field: 'ops' | 'bytes'): readonly Series[] {
  const stack = stackOf(slices, field);
  const names = stack.map(({ key, color }) => `${key} ${color}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stack is what its layers are
  return useMemo(() => stack, [names]);
}

interface ChartProps extends Omit<PlotProps, 'over'> {
  readonly hidden: readonly string[];
  readonly onToggle: (key: string) => void;
  readonly over: Omit<Parameters<typeof Overlay>[0], 'scale'>;
}

function Chart({ hidden, onToggle, over, stack, lines, ...plot }: ChartProps) {
  const series = useMemo(() => [...stack, ...lines], [stack, lines]);
  const shown = {
    stack: useMemo(() => visible(stack, hidden), [stack, hidden]),
    lines: useMemo(() => visible(lines, hidden), [lines, hidden]),
  };
  return (
    <figure className={styles.chart} data-modelled={plot.modelled}>
      <figcaption>
        {plot.title}
        <Legend series={series} hidden={hidden} onToggle={onToggle} />
      </figcaption>
      <Plot
        {...plot}
        {...shown}
        over={(scale) => (
          <>
            <Overlay scale={scale} {...over} />
            {over.hovered && (
              <Tip
                scale={scale}
                slice={over.hovered}
                series={[...shown.stack, ...shown.lines]}
                text={plot.text}
                drops={plot.drops}
              />
            )}
          </>
        )}
      />
    </figure>
  );
}
