import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Request } from '../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { RecordedSession } from './player/recorded-session.ts';
import { verifyRecording } from './player/verify.ts';
import { LiveSession } from './session.ts';
import { burstSlice, FakeBridge } from './testing/fake-bridge.ts';

const STORE: Request = {
  kind: 'pcistb',
  space: 0,
  offset: 0x200_0000n,
  data: new Uint8Array([1, 2, 3]),
  pageOffset: 0,
};

async function openFake() {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's1', version: 'test' });
  return { bridge, session };
}

const recordingPath = async () => join(await mkdtemp(join(tmpdir(), 'zpci-session-')), 'a.mcap');

describe('a live session', () => {
  test('gives one row a request, with payload, system call and time', async () => {
    const { bridge, session } = await openFake();
    bridge.answer = (request) =>
      bridge.ok(request, {
        syscall: { name: 'pwrite', on: 'device', position: 0x200_0000n, length: 3, rc: 3, errno: 0 },
      });
    const row = await session.send(STORE);
    expect(row).toMatchObject({ seq: 0, kind: 'pcistb', status: 'ok', rc: 3, bytes: 3, durationNs: 1000n });
    expect(row.request).toEqual({ space: 0, offset: '0x2000000', data: '010203', pageOffset: 0 });
    expect(row.syscall).toBe('pwrite device 0x2000000 3');
    expect(session.page(0, 10).rows).toEqual([row]);
  });

  test('turns a refusal into a row with its error', async () => {
    const { bridge, session } = await openFake();
    bridge.answer = () => {
      throw new WorkbenchError({ code: 'not-armed', message: 'The target is read-only.' });
    };
    const row = await session.send(STORE);
    expect(row).toMatchObject({ status: 'refused', error: { code: 'not-armed', op: 'request.send' } });
    expect(session.describe()).toMatchObject({ requests: 1, errors: 1 });
  });

  test('ends when the bridge dies mid-request, with its data readable and its recording whole', async () => {
    const { bridge, session } = await openFake();
    const path = await recordingPath();
    await session.startRecording(path);
    await session.send(STORE);
    bridge.answer = () => new Promise(() => {});
    const lost = session.send(STORE);
    bridge.die();
    expect(await lost).toMatchObject({ status: 'refused', error: { code: 'closed' } });
    await session.close();
    expect(session.describe()).toMatchObject({ condition: 'ended', ended: { code: 'closed' }, requests: 2 });
    expect((await session.send(STORE)).error?.code).toBe('ended');
    expect(await verifyRecording(path)).toMatchObject({ whole: true, requests: 2, missing: 0 });
  });

  test('closes although a call is wedged', async () => {
    const { bridge, session } = await openFake();
    bridge.answer = () => new Promise(() => {});
    const wedged = session.send(STORE);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const closed = session.close();
      await vi.advanceTimersByTimeAsync(1000);
      await closed;
    } finally {
      vi.useRealTimers();
    }
    bridge.die();
    expect(await wedged).toMatchObject({ status: 'refused', error: { code: 'no-answer' } });
    expect(session.page(0, 9).rows).toHaveLength(1);
  });

  test('closes once: who asks again waits until the recording is whole', async () => {
    const { session } = await openFake();
    const path = join(await mkdtemp(join(tmpdir(), 'zpci-closed-twice-')), 'a.mcap');
    await session.startRecording(path);
    await session.send(STORE);
    void session.close();
    await session.close();
    expect(await verifyRecording(path)).toMatchObject({ whole: true, requests: 1 });
  });

  test('refuses a second burst or program while one runs', async () => {
    const { session } = await openFake();
    const spec = { op: 'pcistb', space: 0, offset: 0n, length: 8, stride: 0, span: 0 } as const;
    const first = session.startBurst(spec).finished;
    await expect(session.startBurst(spec).finished).rejects.toMatchObject({ info: { code: 'busy' } });
    await first;
  });

  test('keeps what a burst did until the bridge died, and says so in its row', async () => {
    const { bridge, session } = await openFake();
    const spec = { op: 'pcistb', space: 0, offset: 0n, length: 8, stride: 0, span: 0 } as const;
    bridge.drain = () => {
      bridge.drain = () => {
        bridge.die();
        return new Promise(() => {});
      };
      return burstSlice([[1n, 5, 8]]);
    };
    await expect(session.startBurst(spec).finished).rejects.toMatchObject({ info: { code: 'closed' } });
    expect(session.page(0, 9).rows).toMatchObject([
      { kind: 'burst pcistb', status: 'refused', error: { code: 'closed' } },
    ]);
    expect(session.page(0, 9).rows[0]!.count).toBe(1);
  });

  test('cuts a burst into slices of 100 ms and sums it up in one row', async () => {
    const { bridge, session } = await openFake();
    const operations = Array.from(
      { length: 250 },
      (_, i) => [BigInt(i) * 1_000_000n, 500 + i, i === 7 ? -22 : 64] as const,
    );
    bridge.burst = [burstSlice(operations.slice(0, 130)), burstSlice(operations.slice(130), { done: true })];
    const spec = { op: 'pcistb', space: 0, offset: 0n, length: 64, stride: 0, span: 0 } as const;
    const totals = await session.startBurst(spec).finished;
    expect(totals).toMatchObject({ ops: 250, errors: 1, bytes: 249 * 64, max: 749, path: 'ism-vfio-pci' });
    expect(session.slices({ points: 300 }).slices.map(({ ops, spanNs }) => [ops, spanNs])).toEqual([
      [100, 100_000_000n],
      [100, 100_000_000n],
      [50, 49_000_749n],
    ]);
    expect(session.page(0, 9).rows).toMatchObject([{ kind: 'burst pcistb', count: 250, errors: 1, status: 'ok' }]);
  });
});

describe('a recording of a session', () => {
  test('shows the same rows, slices, marks and mappings as the session did', async () => {
    const { bridge, session } = await openFake();
    const path = await recordingPath();
    await session.startRecording(path);
    await session.send({ kind: 'buffer.alloc', buffer: 'b', size: 4096 });
    await session.send({ kind: 'dma.map', buffer: 'b', at: 0n, iova: 0x1_0000_0000n, read: true, write: true });
    session.mark('here');
    await session.send(STORE);
    bridge.burst = [
      burstSlice(
        [
          [5n, 100, 8],
          [50n, 120, -5],
        ],
        { done: true },
      ),
    ];
    await session.startBurst({ op: 'pcistb', space: 0, offset: 0n, length: 8, stride: 0, span: 0 }).finished;
    await session.stopRecording();
    const recorded = await RecordedSession.open(path, 'r1');
    expect((await recorded.page(0, 100)).rows).toEqual(session.page(0, 100).rows.map(withoutAbsent));
    expect(await recorded.slices({ points: 300 })).toEqual(session.slices({ points: 300 }));
    expect(recorded.describe()).toMatchObject({ condition: 'recorded', requests: 5, errors: 1, damage: undefined });
    expect(recorded.describe().state).toEqual(session.describe().state);
    expect(recorded.describe().snapshot).toEqual({ ...session.describe().snapshot, kind: 'recording' });
    expect((await recorded.page(0, 10, { kind: 'mark' })).rows).toMatchObject([{ note: 'here', seq: 2 }]);
    await recorded.close();
  });

  test('is refused when its file exists', async () => {
    const { session } = await openFake();
    const path = await recordingPath();
    await session.startRecording(path);
    await session.stopRecording();
    await expect(session.startRecording(path)).rejects.toMatchObject({ info: { code: 'write-failed', errno: 17 } });
  });
});

const withoutAbsent = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
