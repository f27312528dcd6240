import { type KeyboardEvent, useEffect, useState } from 'react';
import type { IovaRange, Mapping } from '../../../native-bridge/rules/types.ts';
import { fitted, pan, type Viewport, zoom } from './viewport.ts';

const STEP = 0.25;
const IN = 0.6;

/** What the strip shows at first: all mappings, or the windows when nothing is mapped. */
export function homeView(windows: readonly IovaRange[], mappings: readonly Mapping[]): Viewport {
  const [first, last] = [mappings[0], mappings.at(-1)];
  if (first && last) return fitted({ start: first.iova, end: last.iova + last.size - 1n });
  const [low, high] = [windows[0], windows.at(-1)];
  return fitted(low && high ? { start: low.start, end: high.end } : { start: 0n, end: (1n << 64n) - 1n });
}

const keys: Readonly<Record<string, (view: Viewport, home: Viewport, selected?: Mapping) => Viewport>> = {
  w: (view) => zoom(view, IN, 0.5),
  s: (view) => zoom(view, 1 / IN, 0.5),
  a: (view) => pan(view, -STEP),
  d: (view) => pan(view, STEP),
  f: (view, _home, selected) =>
    selected ? fitted({ start: selected.iova, end: selected.iova + selected.size - 1n }) : view,
  home: (_view, home) => home,
};

/** The detail strip's viewport with its keys: W S zoom, A D pan, F fits the selection, Home shows all. Until touched it stays home. */
export function useViewport(home: Viewport, selected: Mapping | undefined) {
  const [moved, setMoved] = useState<Viewport>();
  const view = moved ?? home;
  const change = (next: (view: Viewport) => Viewport) => setMoved((now) => next(now ?? home));
  return {
    view,
    change,
    goHome: () => setMoved(undefined),
    onKeyDown(event: KeyboardEvent) {
      const act = keys[event.key.toLowerCase()];
      if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (event.key === 'Home') setMoved(undefined);
      else change((now) => act(now, home, selected));
    },
  };
}

/** Zooms about the pointer with the wheel. React's own wheel listeners are passive and could not keep the page from scrolling. */
export function useWheelZoom(element: HTMLElement | null, change: (next: (view: Viewport) => Viewport) => void): void {
  useEffect(() => {
    if (!element) return undefined;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, width } = element.getBoundingClientRect();
      const part = Math.min(Math.max((event.clientX - left) / width, 0), 1);
      change((view) => zoom(view, event.deltaY < 0 ? IN : 1 / IN, part));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });
}
