import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { record } from '../compare/testing/record.ts';
import { recordEverything } from '../export/testing/recordings.ts';
import { LiveSession } from '../session.ts';
import { burstSlice, FakeBridge } from '../testing/fake-bridge.ts';
import { Plan } from './plan.ts';
import { Replay, type ReplayOptions } from './replay.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-replay-stop-'));
});
afterAll(() => rm(folder, { recursive: true }));

const load = (offset: bigint): Request => ({ kind: 'pcilg', space: 0, offset, length: 8 });

async function replayOf(path: string, options: Partial<ReplayOptions> = {}) {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 'test' });
  await session.arm(true);
  const matches = options.matches ?? (() => true);
  const given = { speed: 'max', stopAtDivergence: false, accepted: false, ...options, matches } as const;
  return { bridge, session, replay: new Replay(session, await Plan.make(path, matches), given) };
}

/** Calls of a bridge that come back when a test says so. */
function held<T>() {
  const calls: ((value: T) => void)[] = [];
  let came = () => {};
  const first = new Promise<void>((resolve) => {
    came = resolve;
  });
  const call = () =>
    new Promise<T>((resolve) => {
      calls.push(resolve);
      came();
    });
  return { call, first, back: (value: T) => calls.shift()!(value) };
}

describe('a stop', () => {
  test('of a call that does not come back ends it, says that the call goes on, and keeps what comes of it', async () => {
    const path = await record(join(folder, 'stuck.mcap'), [{ request: load(0n) }, { request: load(8n) }]);
    const { bridge, session, replay } = await replayOf(path);
    const stuck = held<ReturnType<FakeBridge['ok']>>();
    bridge.answer = stuck.call;
    const ended = replay.run();
    await stuck.first;
    replay.stop();
    expect(await ended).toMatchObject({
      ...{ done: 0, total: 2, finished: true, stopped: true },
      error: { code: 'still-under-way', message: expect.stringContaining('Request 0 has not come back') },
    });
    expect(session.describe().running).toBeDefined();
    stuck.back(bridge.ok(load(0n)));
    await replay.settled();
    expect(session.describe().running).toBeUndefined();
    expect(session.page(0, 10).rows).toMatchObject([{ kind: 'pcilg', status: 'ok' }]);
    expect(bridge.sent).toHaveLength(1);
    expect(replay.progress).toMatchObject({ done: 0, divergences: 0 });
  });

  test('of a call that comes back soon has its answer', async () => {
    const path = await record(join(folder, 'soon.mcap'), [{ request: load(0n) }, { request: load(8n) }]);
    const { bridge, replay } = await replayOf(path);
    bridge.answer = (request) => {
      replay.stop();
      return bridge.ok(request);
    };
    expect(await replay.run()).toMatchObject({ done: 1, stopped: true, error: undefined });
  });

  test('winds a burst up, which is told with as many operations as it made', async () => {
    const path = await recordEverything(folder, 'burst.mcap');
    const { bridge, session, replay } = await replayOf(path, { matches: ({ kind }) => kind.startsWith('burst') });
    let drained = 0;
    bridge.drain = () => {
      replay.stop();
      drained += 1;
      return burstSlice([[1000n, 100, 64]], { done: drained === 2 });
    };
    const { done, total, finished } = await replay.run();
    expect({ done, total, finished }).toEqual({ done: 1, total: 1, finished: true });
    expect(session.page(0, 10).rows.at(-1)).toMatchObject({ kind: 'burst pcistb', count: 2 });
    expect(replay.divergences(0, 1).divergences[0]!.differences).toContainEqual(
      expect.objectContaining({ what: 'count', field: 'operations', left: '3', right: '2' }),
    );
  });

  test('before the first request sends nothing', async () => {
    const path = await record(join(folder, 'none.mcap'), [{ request: load(0n) }]);
    const { bridge, replay } = await replayOf(path);
    replay.stop();
    expect(await replay.run()).toMatchObject({ done: 0, stopped: true });
    expect(bridge.sent).toEqual([]);
  });
});

test('a burst that the function has no way to make is told as gone otherwise', async () => {
  const path = await recordEverything(folder, 'absent.mcap');
  const matches = ({ kind }: { kind: string }) => kind.startsWith('burst');
  const { session } = await replayOf(path);
  const absent = new WorkbenchError({ code: 'absent', message: 'The function has no such path.' });
  const hands = { stop: new AbortController().signal, burst: () => Promise.reject(absent) };
  const without = {
    ...{ log: session.log, describe: () => session.describe(), stop() {} },
    occupy: (_name: string, _functions: unknown, work: (given: typeof hands) => Promise<void>) => work(hands),
  } as unknown as LiveSession;
  const options = { matches, speed: 'max', stopAtDivergence: false, accepted: false } as const;
  const replay = new Replay(without, await Plan.make(path, matches), options);
  expect(await replay.run()).toMatchObject({ done: 1, divergences: 1, error: undefined });
  expect(replay.divergences(0, 1).divergences[0]!.differences).toContainEqual(
    expect.objectContaining({ what: 'status', left: 'ok', right: 'refused' }),
  );
});
