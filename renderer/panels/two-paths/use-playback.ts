import { useEffect, useRef, useState } from 'react';
import type { Pace } from '../../store/two-paths.ts';

/** Seconds the picture takes for the slowest lane. */
const SECONDS: Readonly<Record<Exclude<Pace, 'real'>, number>> = { slow: 12, slower: 60 };

export interface Playback {
  /** Where the picture stands on the time axis of the lanes, ns. */
  readonly atNs: number;
  readonly playing: boolean;
  /** How many times slower than it happened; undefined in real time. */
  readonly slowed?: number;
  readonly seek: (atNs: number) => void;
  readonly play: () => void;
  readonly pause: () => void;
}

const prefersStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Walks through a run of `total` ns. While it is still being sent the picture shows all there is; when it is over it is played once
 * from its beginning, unless the pace is real time (too short to be seen) or motion is not wanted.
 */
export function usePlayback(run: number | undefined, finished: boolean, total: number, pace: Pace): Playback {
  const [cursor, setCursor] = useState<number>();
  const [playing, setPlaying] = useState(false);
  const shown = useRef(run);
  const atNs = Math.min(cursor ?? total, total);
  useEffect(() => {
    if (shown.current !== run) setCursor(undefined);
    const isNew = shown.current !== run || !finished;
    shown.current = finished ? run : undefined;
    if (!finished || !isNew || total === 0) return;
    const still = pace === 'real' || prefersStill();
    setCursor(still ? undefined : 0);
    setPlaying(!still);
  }, [run, finished, total, pace]);
  const perMs = pace === 'real' ? Number.POSITIVE_INFINITY : total / (SECONDS[pace] * 1000);
  useFrames(playing, (ms) => {
    setCursor((before = 0) => {
      const next = Math.min(before + ms * perMs, total);
      if (next >= total) setPlaying(false);
      return next;
    });
  });
  return {
    atNs,
    playing,
    slowed: pace === 'real' ? undefined : 1e6 / perMs,
    seek: (to) => {
      setPlaying(false);
      setCursor(Math.min(Math.max(to, 0), total));
    },
    play: () => {
      if (atNs >= total) setCursor(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
  };
}

/** Calls `frame` with the milliseconds since the frame before, while `on`. */
function useFrames(on: boolean, frame: (ms: number) => void): void {
  const latest = useRef(frame);
  latest.current = frame;
  useEffect(() => {
    if (!on) return undefined;
    let last = performance.now();
    let id = requestAnimationFrame(function next(now) {
      latest.current(now - last);
      last = now;
      id = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(id);
  }, [on]);
}
