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

/**
 * Names of the tests that failed, from a Vitest or Playwright JSON report, each with the first line of its first error.
 * They are told again beside the verdict: of a long log, often only the end is kept.
 * @param {any} report
 * @returns {string[]}
 */
export function failuresOf(report) {
  return report.suites ? report.suites.flatMap(failedSpecs) : report.testResults.flatMap(failedTests);
}

/** @param {string | undefined} text */
const firstLine = (text) => text?.trim().split('\n')[0] ?? '';

/** @param {any} file of a Vitest report; one that could not be loaded has a message and no tests */
function failedTests(file) {
  const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
  if (failed.length === 0) return file.status === 'failed' ? [`${file.name}: ${firstLine(file.message)}`] : [];
  return failed.map(
    (/** @type {any} */ test) => `${file.name} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`,
  );
}

/** @param {any} suite of a Playwright report @returns {string[]} */
function failedSpecs(suite) {
  const inner = (suite.suites ?? []).flatMap(failedSpecs);
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'unexpected')
      .map((/** @type {any} */ test) => {
        const errors = test.results.flatMap((/** @type {any} */ result) => result.errors);
        return `[${test.projectName}] ${spec.file}:${spec.line} > ${spec.title}: ${firstLine(errors[0]?.message)}`;
      }),
  );
  return [...inner, ...own];
}
