import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type Divergence, remapSchema } from '../../contract/replay/messages.ts';
import { Comparison } from '../compare/comparison.ts';
import { type Exchanged, record } from '../compare/testing/record.ts';
import { recordEverything } from '../export/testing/recordings.ts';
import { LiveSession } from '../session.ts';
import { burstSlice, FakeBridge } from '../testing/fake-bridge.ts';
import { Plan } from './plan.ts';
import { Replay, type ReplayOptions } from './replay.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-replay-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
const newPath = () => join(folder, `${files++}.mcap`);

const load = (offset: bigint): Request => ({ kind: 'pcilg', space: 0, offset, length: 8 });
const alloc: Request = { kind: 'buffer.alloc', buffer: 'ring', size: 4096 };
const map: Request = { kind: 'dma.map', buffer: 'ring', at: 0n, iova: 0x1_0000_0000n, read: true, write: true };
const eight = { data: parseHex('0102030405060708')! };

/** A live session on a new fake, armed. */
async function armed() {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 'test' });
  session.accept(['OUTSIDE-WINDOWS']);
  await session.arm(true);
  return { bridge, session };
}

async function replayOf(path: string, session: LiveSession, options: Partial<ReplayOptions> = {}): Promise<Replay> {
  const matches = options.matches ?? (() => true);
  const given = { speed: 'max', stopAtDivergence: false, accepted: false, ...options, matches } as const;
  return new Replay(session, await Plan.make(path, matches), given);
}

describe('sending again', () => {
  test('sends what was sent, in order, and finds it as it was', async () => {
    const path = await recordEverything(folder);
    const { bridge, session } = await armed();
    bridge.answer = (request) => {
      if (request.kind === 'pcilg') return bridge.ok(request, { ...eight, path: 'ism-vfio-pci' });
      const isLong = request.kind === 'pcistb' && (request.data?.length ?? 0) > 4096;
      return bridge.ok(request, isLong ? { status: 'errno', errno: 22 } : {});
    };
    bridge.burst = [
      burstSlice(
        [
          [1000n, 100, 64],
          [2000n, 200, -5],
          [3000n, 300, 64],
        ],
        { done: true },
      ),
    ];
    const replay = await replayOf(path, session);
    const { done, total, divergences, finished, stopped } = await replay.run();
    expect({ done, total, divergences, finished, stopped }).toEqual({
      done: 6,
      total: 6,
      divergences: 0,
      finished: true,
      stopped: false,
    });
    expect(bridge.sent.map(({ kind }) => kind)).toEqual(['pcistb', 'pcilg', 'pcistb', 'buffer.alloc', 'dma.map']);
    expect(bridge.sent[0]).toMatchObject({ offset: 0xffff_ffff_ffff_ffffn, data: parseHex('00ff2c0a') });
    expect(session.page(0, 10).rows.at(-1)).toMatchObject({ kind: 'burst pcistb', count: 3 });
  });

  test('tells status, errno and bytes that are not as recorded, and goes on or stops', async () => {
    const path = await record(newPath(), [
      { request: load(0n), part: eight },
      { request: load(8n), part: eight },
      { request: load(16n), part: eight },
    ]);
    const answers = (bridge: FakeBridge) => {
      bridge.answer = (request) => {
        if (!('offset' in request) || request.offset === 16n) return bridge.ok(request, eight);
        if (request.offset === 8n) return bridge.ok(request, { status: 'errno', errno: 5, data: undefined });
        return bridge.ok(request, { data: parseHex('0102030405ff0708')! });
      };
    };
    const one = await armed();
    answers(one.bridge);
    const goesOn = await replayOf(path, one.session);
    expect(await goesOn.run()).toMatchObject({ done: 3, divergences: 2, stopped: false });
    const [bytes, errno] = goesOn.divergences(0, 10).divergences as [Divergence, Divergence];
    expect(bytes).toMatchObject({
      seq: 0,
      sent: 0,
      differences: [{ what: 'bytes', field: 'data[5]', left: '06', right: 'ff' }],
    });
    expect(errno.differences.slice(0, 2)).toEqual([
      { what: 'status', field: 'status', left: 'ok', right: 'errno' },
      { what: 'errno', field: 'errno', left: '', right: 'EIO' },
    ]);
    const other = await armed();
    answers(other.bridge);
    expect(await (await replayOf(path, other.session, { stopAtDivergence: true })).run()).toMatchObject({
      done: 1,
      divergences: 1,
      stopped: true,
      stoppedAtDivergence: true,
    });
    expect(other.bridge.sent).toHaveLength(1);
  });

  test('sends nothing to a target that is not armed, and nothing dangerous that is not meant', async () => {
    const reset: Exchanged = { request: { kind: 'device.reset' } };
    const path = await record(newPath(), [{ request: load(0n) }, reset]);
    const { bridge, session } = await armed();
    expect((await Plan.make(path, () => true)).told.dangers).toEqual([
      { seq: 1, kind: 'device.reset', ids: ['RESET'], why: expect.stringContaining('loses') },
    ]);
    await expect((await replayOf(path, session)).run()).rejects.toMatchObject({ info: { code: 'dangerous' } });
    await session.arm(false);
    await expect((await replayOf(path, session, { accepted: true })).run()).rejects.toMatchObject({
      info: { code: 'not-armed' },
    });
    expect(bridge.sent).toEqual([]);
    await session.arm(true);
    expect(await (await replayOf(path, session, { accepted: true })).run()).toMatchObject({ done: 2 });
  });

  test('makes the buffers and mappings first that were there before the chosen rows', async () => {
    const store: Request = {
      kind: 'pcistb',
      space: 0,
      offset: 0n,
      from: { buffer: 'ring', at: 0, length: 8 },
      pageOffset: 0,
    };
    const path = await record(newPath(), [
      { request: alloc },
      { request: map },
      { request: store, part: { sent: eight.data } },
    ]);
    const { bridge, session } = await armed();
    const matches = ({ kind }: { kind: string }) => kind === 'pcistb';
    await (await replayOf(path, session, { matches })).run();
    expect(bridge.sent.map(({ kind }) => kind)).toEqual(['buffer.alloc', 'dma.map', 'buffer.fill', 'pcistb']);
    await (await replayOf(path, session, { matches })).run();
    expect(bridge.sent.slice(4).map(({ kind }) => kind)).toEqual(['buffer.fill', 'pcistb']);
  });

  test('puts the addresses and names of the new function in, inside payloads and expectations too', async () => {
    const address = parseHex('0000000100000010 1122334455667788')!;
    const path = await record(newPath(), [
      { request: alloc },
      { request: map },
      { request: { kind: 'pcistb', space: 0, offset: 0x100n, data: address, pageOffset: 0 } },
      { request: { kind: 'pcilg', space: 0, offset: 0n, length: 8 }, part: { data: address.slice(0, 8) } },
    ]);
    const { bridge, session } = await armed();
    const moved = parseHex('0000008000000010')!;
    bridge.answer = (request) => bridge.ok(request, request.kind === 'pcilg' ? { data: moved } : {});
    const remap = remapSchema.parse({
      iova: [{ from: 0x1_0000_0000n, size: 0x1000n, to: 0x80_0000_0000n }],
      offset: [{ from: 0x100n, size: 0x100n, to: 0x300n }],
      buffers: [{ from: 'ring', to: 'other' }],
      spaces: [{ from: 0, to: 2 }],
    });
    expect(await (await replayOf(path, session, { remap })).run()).toMatchObject({ divergences: 0, changedWords: 1 });
    expect(bridge.sent).toMatchObject([
      { buffer: 'other' },
      { buffer: 'other', iova: 0x80_0000_0000n },
      { space: 2, offset: 0x300n, data: parseHex('0000008000000010 1122334455667788') },
      { space: 2 },
    ]);
  });

  test('a stop ends a wait of an hour, and tells that not all was sent', async () => {
    const path = await record(newPath(), [
      { request: load(0n) },
      { request: load(8n), part: { startNs: 3_600_000_000_000n } },
    ]);
    const { bridge, session } = await armed();
    const first = new Promise<void>((sent) => {
      bridge.answer = (request) => {
        sent();
        return bridge.ok(request);
      };
    });
    const replay = await replayOf(path, session, { speed: 1 });
    const ended = replay.run();
    await first;
    replay.stop();
    expect(await ended).toMatchObject({
      ...{ done: 1, total: 2, stopped: true, finished: true, stoppedAtDivergence: false },
    });
    expect(bridge.sent).toHaveLength(1);
  });

  test('waits as long as was waited then, divided by the speed, and says how far off it was', async () => {
    const path = await record(newPath(), [
      { request: load(0n) },
      { request: load(8n), part: { startNs: 101_000_000_000n } },
    ]);
    const { session } = await armed();
    const { timing } = await (await replayOf(path, session, { speed: 1e4 })).run();
    expect(timing!.count).toBe(2);
    expect(timing!.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const [one, other] = session.page(0, 2).rows.map(({ atNs }) => atNs) as [bigint, bigint];
    expect(other).toBeGreaterThan(one);
  });

  test('sends one request for every step', async () => {
    const path = await record(newPath(), [{ request: load(0n) }, { request: load(8n) }]);
    const { bridge, session } = await armed();
    const waits: (() => void)[] = [];
    const waited = () => new Promise<void>((resolve) => waits.push(resolve));
    let replay: Replay | undefined;
    const sent = () => replay!.progress.waiting && waits.shift()?.();
    replay = await replayOf(path, session, { speed: 'step', sent });
    const [firstWait, secondWait] = [waited(), waited()];
    const ended = replay.run();
    await firstWait;
    expect(bridge.sent).toHaveLength(0);
    replay.step();
    await secondWait;
    expect(bridge.sent).toHaveLength(1);
    replay.step();
    expect(await ended).toMatchObject({ done: 2, stopped: false });
  });

  test('ends with the reason when the function goes away', async () => {
    const path = await record(newPath(), [{ request: load(0n) }, { request: load(8n) }]);
    const { bridge, session } = await armed();
    bridge.answer = () => {
      bridge.die();
      return new Promise(() => {});
    };
    expect(await (await replayOf(path, session)).run()).toMatchObject({
      done: 0,
      finished: true,
      stopped: true,
      error: { code: expect.any(String) },
    });
  });

  test('is a session of its own: recorded, it compares as the same', async () => {
    const path = await record(newPath(), [{ request: load(0n), part: eight }, { request: alloc }]);
    const { bridge, session } = await armed();
    bridge.answer = (request) => bridge.ok(request, request.kind === 'pcilg' ? eight : {});
    const again = newPath();
    await session.startRecording(again);
    await (await replayOf(path, session)).run();
    await session.close();
    const comparison = await Comparison.open(path, again);
    expect(comparison.summary).toMatchObject({ total: 2, same: 2 });
    await comparison.close();
  });
});
