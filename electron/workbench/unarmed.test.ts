import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Request, requestSchema } from '../../native-bridge/contract/requests/request.ts';
import { dangers } from '../contract/dangers/index.ts';
import type { Program } from '../contract/program.ts';
import { record } from './compare/testing/record.ts';
import { Bridges } from './hosts/bridges.ts';
import { Plan } from './replay/plan.ts';
import { Replay } from './replay/replay.ts';
import { LiveSession } from './session.ts';
import { bridgeCommandOf, temporaryInstallation } from './testing/bundles.ts';

/**
 * The ways to a function, on a real bridge program whose function is not armed; everything dangerous was agreed to. That the bridge
 * refuses every kind is tested there: native-bridge/targets/function/unarmed.test.ts.
 */

const STORE = { kind: 'pcistb', space: 0, offset: 0n, data: '0102030405060708' } as const;
const STEPS = [
  { ...STORE, offset: '0x0' },
  { kind: 'device.reset' },
  { kind: 'config.write', offset: 4, data: '0000' },
];

let folder = '';
let bridges: Bridges;
let session: LiveSession;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-unarmed-'));
  bridges = new Bridges({ command: bridgeCommandOf(await temporaryInstallation(['bridge'])) });
  session = await LiveSession.open(bridges, 'sim:ism', { id: 's', version: 'test' });
  session.accept(dangers.map(({ id }) => id));
});
afterAll(async () => {
  await session.close();
  await bridges.close();
  await rm(folder, { recursive: true });
});

test('a request that is sent', async () => {
  for (const step of STEPS)
    expect(await session.send(requestSchema.parse(step))).toMatchObject({ error: { code: 'not-armed' } });
});

test.each(STEPS)('a program of $kind, which ends there even when it keeps going', async (step) => {
  const program = { program: 1, name: 'writes', steps: [step, step] } as Program;
  const { done, failure } = await session.runProgram(program, { keepGoing: true }).finished;
  expect({ done, code: failure?.error?.code }).toEqual({ done: 1, code: 'not-armed' });
});

test('a burst', async () => {
  const spec = { op: 'pcistb', space: 0, offset: 0n, length: 8, stride: 0, span: 0, count: 1 } as const;
  await expect(session.startBurst(spec).finished).rejects.toMatchObject({ info: { code: 'not-armed' } });
});

test('a recording that is sent again', async () => {
  const sent = [{ request: requestSchema.parse(STORE) as Request }];
  const path = await record(join(folder, 'r.mcap'), sent);
  const matches = () => true;
  const replay = new Replay(session, await Plan.make(path, matches), {
    matches,
    speed: 'max',
    stopAtDivergence: false,
    accepted: true,
  });
  await expect(replay.run()).rejects.toMatchObject({ info: { code: 'not-armed' } });
});
