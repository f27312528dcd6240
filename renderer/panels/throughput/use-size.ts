import { useLayoutEffect, useState } from 'react';
import type { Size } from './scale.ts';

/** A size, and how many pixels of the screen a CSS pixel takes: more on dense screens and where the page is drawn larger. */
export interface LaidOut extends Size {
  readonly density: number;
}

const NOTHING: LaidOut = { width: 0, height: 0, density: 1 };

const measured = (element: HTMLElement): LaidOut => ({
  width: element.clientWidth,
  height: element.clientHeight,
  density: (window.devicePixelRatio || 1) * (element.currentCSSZoom || 1),
});

/** Size of an element as it is laid out, CSS px; nothing while it is not to be seen, behind another tab for instance. */
export function useSize(element: HTMLElement | null): LaidOut {
  const [size, setSize] = useState(NOTHING);
  useLayoutEffect(() => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize(measured(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
