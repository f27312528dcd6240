import { type PointerEvent, useState } from 'react';
import { currentSession, isRecorded } from '../../store/selectors.ts';
import { sliceAt, type TimeSpan } from '../../store/throughput.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import type { Brush } from './overlay.tsx';

/** A pointer that moves less than this is a click, px. */
const STILL = 4;

interface Press {
  readonly x: number;
  readonly atNs: bigint;
}

/**
 * The pointer in the charts: a click puts cursor A on a slice, with Shift cursor B; in a recording it also goes there. Dragging draws a
 * stretch and shows it; with Alt or the middle button it moves the charts.
 */
export function usePointing(slices: Parameters<typeof sliceAt>[0], room: TimeSpan) {
  const recorded = useStore((state) => isRecorded(currentSession(state)));
  const { placeCursors, showStretch, seek } = useActions();
  const [hover, setHover] = useState<bigint>();
  const [press, setPress] = useState<Press>();
  const [brush, setBrush] = useState<Brush>();

  const click = (atNs: bigint, second: boolean) => {
    const slice = sliceAt(slices, atNs);
    if (!slice) return;
    placeCursors(second ? { b: slice.atNs } : { a: slice.atNs });
    if (recorded && !second) void seek({ atNs: slice.atNs });
  };
  const release = (event: PointerEvent, atNs: bigint) => {
    if (!press) return;
    setPress(undefined);
    setBrush(undefined);
    if (Math.abs(event.clientX - press.x) < STILL) return click(atNs, event.shiftKey);
    if (movesCharts(event)) return showStretch(moved(room, press.atNs - atNs));
    const [fromNs, toNs] = press.atNs < atNs ? [press.atNs, atNs] : [atNs, press.atNs];
    if (fromNs < toNs) showStretch({ fromNs, toNs });
  };
  const onPointer = (event: PointerEvent, atNs: bigint) => {
    setHover(event.type === 'pointerleave' ? undefined : atNs);
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId);
      setPress({ x: event.clientX, atNs });
    }
    if (event.type === 'pointerup') release(event, atNs);
    if (event.type === 'pointermove' && press && Math.abs(event.clientX - press.x) >= STILL && !movesCharts(event))
      setBrush({ fromNs: press.atNs, toNs: atNs });
  };
  return { onPointer, hovered: hover === undefined || brush ? undefined : sliceAt(slices, hover), brush };
}

const movesCharts = ({ altKey, button, buttons }: PointerEvent) => altKey || button === 1 || buttons === 4;

export const moved = ({ fromNs, toNs }: TimeSpan, by: bigint): TimeSpan => {
  const shift = fromNs + by < 0n ? -fromNs : by;
  return { fromNs: fromNs + shift, toNs: toNs + shift };
};
