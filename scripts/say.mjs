/** Progress a person understands: what was done and how long it took. Goes to stderr, so that stdout stays a program's own. */

/** @param {string} line */
export const say = (line) => process.stderr.write(`${line}\n`);

/** @param {number} since `performance.now()` at the beginning. */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Does `work`, then says that it was done.
 * @template T
 * @param {string} done such as `Built the window`
 * @param {() => T | Promise<T>} work
 */
export async function timed(done, work) {
  const start = performance.now();
  const result = await work();
  say(`  ${done} (${seconds(start)})`);
  return result;
}
