import { useEffect } from 'react';
import { currentView } from '../../../store/selectors.ts';
import { useActions, useStore } from '../../../store/use-store.ts';

/** Moves the cursor of a recording that plays, once each time the window is painted. A window out of sight waits. */
export function usePlayback(): void {
  const playing = useStore((state) => currentView(state).player.playing);
  const { tick } = useActions();
  useEffect(() => {
    if (!playing) return undefined;
    let last: number | undefined;
    const step = (now: number) => {
      if (last !== undefined) tick(now - last);
      last = now;
      frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, tick]);
}
