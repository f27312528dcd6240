import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from '../../../native-bridge/targets/index.ts';
import { checkProgram, MAX_CHECKED } from './check.ts';
import { parseProgram } from './parse.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
beforeAll(async () => {
  target = await openTarget('sim:ism');
});
afterAll(() => target.close());

const READ = { kind: 'config.read', offset: 0, length: 2 };

/** A check of two steps a row and further ones behind the last. */
function checked(rows: number, ...further: object[]) {
  const steps = [READ, READ, ...further.map((step) => ({ ...step, row: 'last' }))];
  const sweep = { at: { from: 1, to: rows } };
  const program = parseProgram(JSON.stringify({ program: 1, name: 'p', rows: { sweep }, steps }), 'p');
  return checkProgram(program, new Map([['', { snapshot: target.snapshot(), state: target.state() }]]), rows);
}

test('a check is cut behind the steps it looks at only where more requests follow', () => {
  const whole = checked(MAX_CHECKED / 2, { kind: 'pause', ms: 1 });
  expect(whole.steps).toHaveLength(MAX_CHECKED);
  expect(whole.cut).toBe(false);
  const longer = checked(MAX_CHECKED / 2, READ);
  expect(longer.steps).toHaveLength(MAX_CHECKED);
  expect(longer.cut).toBe(true);
});
