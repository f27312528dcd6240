/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/** @param {boolean} passed @returns {Counts} a step that counts as one */
export const one = (passed) => ({ ...NONE, passed: passed ? 1 : 0, failed: passed ? 0 : 1 });

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/**
 * Counts of a Vitest or Playwright JSON report.
 * @param {any} report
 * @returns {Counts}
 */
export function countsOf(report) {
  const { stats } = report;
  // A window test that passed when it was tried again did pass; the list above the verdict shows it as flaky.
  if (stats) return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
}

/**
 * A step that failed although no test of its report did (it crashed, a file did not load) is one failure more.
 * @param {Counts | undefined} counted what the report says; undefined when there is none
 * @param {boolean} succeeded by its exit status
 */
export function verdict(counted, succeeded) {
  if (!counted) return one(succeeded);
  return succeeded || counted.failed > 0 ? counted : sum(counted, one(false));
}
