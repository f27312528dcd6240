/** Axis marks at numbers a person likes, for the unit at hand. */

export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

const DIVISIONS = 4;
const DECIMAL = [1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500];
const BINARY = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** The smallest liked step of which `DIVISIONS` reach `most`; `base` is 1000, or 1024 for bytes. */
function niceStep(most: number, base: number): number {
  const likes = base === 1024 ? BINARY : DECIMAL;
  for (let unit = 1; ; unit *= base) {
    const like = likes.find((one) => one * unit * DIVISIONS >= most);
    if (like !== undefined) return like * unit;
  }
}

/** From 0 to just above `most`. */
export function linearAxis(most: number, base: 1000 | 1024): Axis {
  const step = niceStep(Number.isFinite(most) ? most : 0, base);
  const count = Math.max(1, Math.ceil(most / step));
  return { domain: [0, count * step], ticks: Array.from({ length: count + 1 }, (_, i) => i * step) };
}

/** Marks at 1, 2 and 5 of every decade from just below `least` to just above `most`. */
export function logAxis(least: number, most: number): Axis {
  const marks: number[] = [];
  for (let decade = 1; decade <= 1e15; decade *= 10) marks.push(decade, 2 * decade, 5 * decade);
  const from = Math.max(
    0,
    marks.findLastIndex((mark) => mark <= least),
  );
  const to = marks.findIndex((mark) => mark >= most);
  const ticks = marks.slice(from, (to < 0 ? marks.length : Math.max(to, from + 1)) + 1);
  return { domain: [ticks[0]!, ticks.at(-1)!], ticks: ticks.length > 7 ? ticks.filter((_, i) => i % 3 === 0) : ticks };
}
