import { expect, test } from 'vitest';
import type { Program } from '../../../electron/contract/program.ts';
import { nextRun } from './next-run.ts';

const program = (rows: Program['rows']): Program => ({
  ...{ program: 1, name: 'sweep', rows },
  steps: [{ kind: 'pause', ms: 0 }],
});

test('the first and last rows are shown, and all steps counted', () => {
  const told = nextRun(program({ sweep: { at: { from: 0, to: 99 } } }), 3);
  expect(told).toMatchObject({ steps: 300 });
  expect('shown' in told && told.shown.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 95, 96, 97, 98, 99]);
});

test.each([
  { of: 'a list of rows', rows: [{ n: '$nope' }] },
  { of: 'a sweep', rows: { sweep: { n: ['$nope'] } } },
])('a variable nobody set in $of is told, with its place', ({ rows }) => {
  expect(nextRun(program(rows))).toEqual({ wrong: expect.stringMatching(/^rows.*n.*nope/) });
});
