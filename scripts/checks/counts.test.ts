import { expect, test } from 'vitest';
import { countsOf, one, sum, verdict } from './counts.mjs';

test('a Vitest report is counted', () => {
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(countsOf(report)).toEqual({ passed: 7, failed: 1, skipped: 3 });
});

test('a Playwright report is counted; what passed on a second try passed', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } };
  expect(countsOf(report)).toEqual({ passed: 6, failed: 1, skipped: 2 });
});

test('a step without a report counts as one', () => {
  expect(verdict(undefined, true)).toEqual(one(true));
  expect(verdict(undefined, false)).toEqual(one(false));
});

test('a step that crashed after its tests passed has failed', () => {
  expect(verdict({ passed: 3, failed: 0, skipped: 0 }, false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test('counts add up', () => {
  expect(sum(one(true), one(false))).toEqual({ passed: 1, failed: 1, skipped: 0 });
});
