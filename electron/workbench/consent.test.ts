import { expect, test } from 'vitest';
import type { Request } from '../../native-bridge/contract/bridge-contract.ts';
import { burstSpecSchema } from '../../native-bridge/contract/bridge-contract.ts';
import type { Program } from '../contract/program.ts';
import { LiveSession } from './session.ts';
import { burstSlice, FakeBridge } from './testing/fake-bridge.ts';

const RESET: Request = { kind: 'device.reset' };
const COMMAND: Request = { kind: 'config.write', offset: 4n, data: Uint8Array.of(6, 0) };
const CONTROL_BURST = burstSpecSchema.parse({ op: 'region.write', space: 7, offset: 4n, length: 2, count: 10 });
const PROGRAM: Program = {
  program: 1,
  name: 'resets',
  steps: [{ kind: 'buffer.alloc', buffer: 'b', size: 4096 }, { kind: 'device.reset' }],
};

async function openFake() {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:nic', { id: 's1', version: 'test' });
  await session.arm(true);
  return { bridge, session };
}

const dangerous = (...ids: string[]) => ({
  info: { code: 'dangerous', details: { dangers: ids.map((id) => expect.objectContaining({ id })) } },
});

test('what is dangerous is sent only after it was agreed to, and is asked about once', async () => {
  const { bridge, session } = await openFake();
  await expect(session.send(RESET)).rejects.toMatchObject(dangerous('RESET'));
  expect(bridge.sent).toEqual([]);
  expect(session.describe()).toMatchObject({ requests: 0, accepted: [] });
  session.accept(['RESET']);
  expect(await session.send(RESET)).toMatchObject({ status: 'ok' });
  expect(await session.send(RESET)).toMatchObject({ status: 'ok' });
  await expect(session.send(COMMAND)).rejects.toMatchObject(dangerous('CONFIG-CONTROL'));
  expect(session.describe().accepted).toEqual(['RESET']);
});

test('agreeing twice is told once; what is no danger cannot be agreed to', async () => {
  const { session } = await openFake();
  session.accept(['RESET']);
  session.accept(['RESET']);
  const told = session.page(0, 100).rows.filter(({ kind }) => kind === 'danger-accepted' || /RESET/.test(kind));
  expect(told.length).toBeLessThanOrEqual(1);
  expect(() => session.accept(['EVERYTHING'])).toThrow(/no danger "EVERYTHING"/);
});

test('a program is refused before its first step when a later one is dangerous', async () => {
  const { bridge, session } = await openFake();
  expect(() => session.runProgram(PROGRAM)).toThrow(/steps\[1\]: device.reset resets the function/);
  expect(bridge.sent).toEqual([]);
  session.accept(['RESET']);
  expect(await session.runProgram(PROGRAM).finished).toMatchObject({ done: 2, failed: 0 });
});

test('a step whose danger shows only while it runs ends the program there', async () => {
  const { bridge, session } = await openFake();
  bridge.answer = (request) =>
    bridge.ok(request, request.kind === 'config.read' ? { data: new Uint8Array([0, 0, 0, 4]) } : {});
  const program: Program = {
    program: 1,
    name: 'finds a register',
    steps: [
      { kind: 'config.read', offset: 0, length: 4, save: [{ name: 'at', at: 0, type: 'u32be' }] },
      { kind: 'config.write', offset: '$at', data: '0600' },
    ],
  };
  const result = await session.runProgram(program).finished;
  expect(result).toMatchObject({ done: 2, failed: 1 });
  expect(bridge.sent.map(({ kind }) => kind)).toEqual(['config.read']);
});

test('a burst is refused as its operations would be', async () => {
  const { bridge, session } = await openFake();
  await expect(session.startBurst(CONTROL_BURST).finished).rejects.toMatchObject(dangerous('CONFIG-CONTROL'));
  session.accept(['CONFIG-CONTROL']);
  bridge.burst = [burstSlice([[1n, 2, 2]], { done: true })];
  expect(await session.startBurst(CONTROL_BURST).finished).toMatchObject({ ops: 1 });
});

test('a session that is asked to keep its word does, until its connection is lost', async () => {
  const { session } = await openFake();
  session.accept(['RESET']);
  await session.arm(false);
  await session.arm(true);
  expect(await session.send(RESET)).toMatchObject({ status: 'ok' });
});
