import { type KeyboardEvent, useEffect } from 'react';
import type { TimeSpan } from '../../store/throughput.ts';
import { useActions } from '../../store/use-store.ts';
import { panned, zoomed } from './zoom.ts';

const IN = 0.6;
const STEP = 0.25;

interface ChartKeys {
  readonly room: TimeSpan;
  /** Where zooming is about, ns. */
  readonly aboutNs: bigint;
  readonly hasCursors: boolean;
  readonly onEnter: () => void;
}

/** Left Right step cursor A, with Shift B; W S zoom, A D move, Home shows all; Enter goes to the requests, Esc puts the cursors away. */
export function useChartKeys({ room, aboutNs, hasCursors, onEnter }: ChartKeys) {
  const { showStretch, stepSliceCursor, placeCursors } = useActions();
  const step = (by: number) => (event: KeyboardEvent) => stepSliceCursor(event.shiftKey ? 'b' : 'a', by);
  const keys: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    arrowleft: step(-1),
    arrowright: step(1),
    pageup: step(-10),
    pagedown: step(10),
    w: () => showStretch(zoomed(room, IN, aboutNs)),
    s: () => showStretch(zoomed(room, 1 / IN, aboutNs)),
    a: () => showStretch(panned(room, -STEP)),
    d: () => showStretch(panned(room, STEP)),
    home: () => showStretch('all'),
    enter: onEnter,
    ...(hasCursors && { escape: () => placeCursors({ a: undefined, b: undefined }) }),
  };
  return (event: KeyboardEvent) => {
    const act = keys[event.key.toLowerCase()];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return;
    event.preventDefault();
    act(event);
  };
}

/** Zooms with the wheel while Ctrl is held; the wheel alone scrolls the panel. */
export function useWheel(element: HTMLElement | null, room: TimeSpan, aboutNs: bigint): void {
  const { showStretch } = useActions();
  useEffect(() => {
    if (!element) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      showStretch(zoomed(room, event.deltaY < 0 ? IN : 1 / IN, aboutNs));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [element, room, aboutNs, showStretch]);
}
