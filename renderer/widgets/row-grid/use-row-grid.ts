import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';

/** As `--size-row`. */
export const ROW_HEIGHT = 20;

/**
 * The lines of a long list that are in sight: any number of rows of one height below a head that stays. With `follow` the list scrolls
 * along with rows that come.
 */
export function useRowGrid(count: number, follow: boolean) {
  const scroll = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const height = lines.scrollRect?.height ?? 0;
  useEffect(() => {
    // One assignment: looking whether it was reached, again and again, costs more than all else.
    if (follow && scroll.current && height > 0 && count > 0) scroll.current.scrollTop = count * ROW_HEIGHT;
  }, [follow, height, count]);
  return {
    /** Of the element that scrolls. */
    scroll,
    /** px of the list to be seen; 0 while it is hidden. */
    height,
    /** Height of all rows and the head, px. */
    total: lines.getTotalSize(),
    visible: lines.getVirtualItems(),
    /** Brings a row into sight. */
    show: (index: number) => lines.scrollToIndex(index, { align: 'auto' }),
  };
}
