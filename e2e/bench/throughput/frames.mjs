/**
 * Frames as the page gets them: times between animation frames, and tasks of more than 50 ms.
 * @typedef {{ intervals: number[], longTasks: number[] }} Frames
 */

/** Watches a page for some seconds. @param {import('@playwright/test').Page} page @param {number} seconds @returns {Promise<Frames>} */
export const watchFrames = (page, seconds) =>
  page.evaluate(async (lasts) => {
    /** @type {number[]} */
    const longTasks = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    /** @type {number[]} */
    const times = [];
    await new Promise((resolve) => {
      const frame = (/** @type {number} */ now) => {
        times.push(now);
        if (now - (times[0] ?? now) < lasts * 1000) requestAnimationFrame(frame);
        else resolve(undefined);
      };
      requestAnimationFrame(frame);
    });
    observer.disconnect();
    return { intervals: times.slice(1).map((time, index) => time - (times[index] ?? time)), longTasks };
  }, seconds);

/** A frame is late when it comes half a frame or more after its turn. */
const LATE_MS = 16.7 * 1.5;

/** @param {Frames} frames */
export function figures({ intervals, longTasks }) {
  const sorted = [...intervals].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? Number.NaN;
  const total = intervals.reduce((sum, one) => sum + one, 0);
  const share = (/** @type {number} */ ms) => (100 * intervals.filter((one) => one > ms).length) / intervals.length;
  return {
    fps: (1000 * intervals.length) / total,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: sorted.at(-1) ?? Number.NaN,
    'over 17.7 ms %': share(17.7),
    'late %': share(LATE_MS),
    'over 33.4 ms %': share(33.4),
    'long tasks': longTasks.length,
    'longest task': Math.max(0, ...longTasks),
  };
}
