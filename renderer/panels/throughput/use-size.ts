import { useLayoutEffect, useState } from 'react';
import type { Size } from './scale.ts';

const NOTHING: Size = { width: 0, height: 0 };

/** Size of an element as it is laid out, CSS px; nothing while it is not to be seen, behind another tab for instance. */
export function useSize(element: HTMLElement | null): Size {
  const [size, setSize] = useState(NOTHING);
  useLayoutEffect(() => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
