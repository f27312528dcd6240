import { expect, test } from 'vitest';
import { countsOf, failuresOf, one, sum, verdict } from './counts.mjs';

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

test('failed tests of a Vitest report are named with their error, and so is a file that did not load', () => {
  const testResults = [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'fine', failureMessages: [] },
        { status: 'failed', fullName: 'sums up', failureMessages: ['Error: 3 is not 4\n    at a.test.ts:1'] },
      ],
    },
    { name: 'b.test.ts', status: 'failed', message: 'no such module\n  at', assertionResults: [] },
  ];
  expect(failuresOf({ testResults })).toEqual(['a.test.ts > sums up: Error: 3 is not 4', 'b.test.ts: no such module']);
});

test('failed window tests are named with launcher and place; what passed on a second try is not', () => {
  const spec = (status: string, line: number) => ({
    file: 'a.spec.ts',
    line,
    title: 'opens',
    tests: [{ projectName: 'browser', status, results: [{ errors: [{ message: 'no row\nCall log:' }] }] }],
  });
  const suites = [{ specs: [spec('flaky', 1)], suites: [{ specs: [spec('unexpected', 2), spec('expected', 3)] }] }];
  expect(failuresOf({ suites })).toEqual(['[browser] a.spec.ts:2 > opens: no row']);
});
