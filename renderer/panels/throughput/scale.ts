import type { Axis } from './axis.ts';

/** Where the plot lies inside a chart, px: beside the numbers, above the times. */
export const MARGIN = { left: 76, right: 20, top: 8, bottom: 24 } as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Turns times (s) and values into px of a chart of this size, and px into times. */
export interface Scale {
  readonly x: (seconds: number) => number;
  readonly y: (value: number) => number;
  readonly seconds: (x: number) => number;
  readonly size: Size;
}

/** `log`: the values of the axis lie apart by their ratio. */
export function scaleOf(size: Size, x: Axis, y: Axis, log: boolean): Scale {
  const { width, height } = size;
  const across = Math.max(width - MARGIN.left - MARGIN.right, 1);
  const down = Math.max(height - MARGIN.top - MARGIN.bottom, 1);
  const [from, to] = x.domain;
  const along = log ? Math.log : (value: number) => value;
  const [low, high] = y.domain.map(along) as [number, number];
  return {
    size,
    x: (seconds) => MARGIN.left + ((seconds - from) / (to - from)) * across,
    y: (value) => MARGIN.top + down - ((along(value) - low) / (high - low)) * down,
    seconds: (px) => from + ((px - MARGIN.left) / across) * (to - from),
  };
}
