import { expect, test } from 'vitest';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { viewOf } from '../../../native-bridge/contract/facts.ts';
import { planRequest } from '../../../native-bridge/contract/requests/index.ts';
import { withChanges } from '../../../native-bridge/contract/state-change.ts';
import { openTarget } from '../../../native-bridge/targets/index.ts';
import { checkProgram } from './check.ts';
import { parseProgram } from './parse.ts';
import { type RequestStep, resolveStep } from './resolve.ts';

/** Memory decoding and bus mastering off and on again, and what a BAR answers in between. */
const STEPS = [
  { kind: 'region.read', region: 0, offset: 0, length: 4 },
  { kind: 'config.write', offset: 5, data: '00' },
  { kind: 'region.read', region: 0, offset: 0, length: 4 },
  { kind: 'config.write', offset: 4, data: '0000' },
  { kind: 'region.read', region: 0, offset: 0, length: 4 },
  { kind: 'region.write', region: 0, offset: 0, data: '00000000' },
  { kind: 'region.write', region: 7, offset: 4, data: '0400' },
  { kind: 'region.read', region: 0, offset: 0, length: 4 },
  { kind: 'config.write', offset: 4, data: '02' },
  { kind: 'region.read', region: 0, offset: 0, length: 4 },
];

test.each(['sim:nic', 'sim:ism?path=bar8'])('%s: a check follows writes to the command register', async (address) => {
  const target = await openTarget(address);
  target.arm(true);
  const program = parseProgram(JSON.stringify({ program: 1, name: 'p', steps: STEPS }), 'p');
  const { steps: checks } = checkProgram(
    program,
    new Map([['', { snapshot: target.snapshot(), state: target.state() }]]),
  );
  const predicted = checks.map((check) => check.predicted ?? check.refused ?? 'ok');
  const came: string[] = [];
  for (const step of program.steps) {
    const { errno } = await target.send(resolveStep(step as RequestStep, new Map()), () => false);
    came.push(errno ? errnoName(errno) : 'ok');
  }
  await target.close();
  expect(predicted).toEqual(came);
  expect(came.filter((one) => one === 'EIO')).toHaveLength(3);
});

test.each([
  'sim:nic',
  'sim:ism?path=bar8',
])('%s: what is told of the state predicts the next request too', async (address) => {
  const target = await openTarget(address);
  target.arm(true);
  const { steps } = parseProgram(JSON.stringify({ program: 1, name: 'p', steps: STEPS }), 'p');
  let state = target.state();
  const [predicted, came]: [string[], string[]] = [[], []];
  for (const step of steps) {
    const request = resolveStep(step as RequestStep, new Map());
    predicted.push(planRequest(request, viewOf(target.snapshot(), state)).predicted ?? 'ok');
    const { errno, change } = await target.send(request, () => false);
    state = change ? withChanges(state, [change]) : state;
    came.push(errno ? errnoName(errno) : 'ok');
  }
  expect(predicted).toEqual(came);
  expect(state).toEqual(target.state());
  await target.inspect({ config: true });
  expect(target.state().command).toBeUndefined();
  expect((await target.send({ kind: 'config.read', offset: 0n, length: 4 }, () => false)).change).toBeUndefined();
  await target.close();
});
