import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { RecordedSession } from '../player/recorded-session.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { silentListener } from '../workbench-session.ts';
import { FileSink } from './file-sink.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function recordingSession(notice: (code: string) => void = () => {}) {
  const bridge = new FakeBridge();
  const listener = { ...silentListener, notice: ({ code }: { code: string }) => notice(code) };
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 'test', listener });
  const path = join(await mkdtemp(join(tmpdir(), 'zpci-recorder-')), 'a.mcap');
  await session.startRecording(path);
  return { bridge, session, path };
}

const store = (i: number) =>
  ({ kind: 'pcistb', space: 0, offset: BigInt(i), data: Uint8Array.of(i), pageOffset: 0 }) as const;

test('a full disk ends the recording with its errno, and the session goes on', async () => {
  const notices: string[] = [];
  const { session, path } = await recordingSession((code) => notices.push(code));
  await session.send(store(0));
  await session.log.flush();
  const full = new WorkbenchError({ code: 'write-failed', message: 'Writing a.mcap failed with ENOSPC.', errno: 28 });
  const write = vi.spyOn(FileSink.prototype, 'write').mockRejectedValue(full);
  await session.send(store(1));
  await session.log.flush();
  expect(session.describe().recording?.error).toMatchObject({ code: 'write-failed', errno: 28 });
  write.mockRestore();
  expect(await session.send(store(2))).toMatchObject({ status: 'ok', seq: 2 });
  expect((await session.stopRecording()).error?.errno).toBe(28);
  expect(notices).toEqual(['write-failed']);
  const recorded = await RecordedSession.open(path, 'r');
  expect(recorded.describe()).toMatchObject({ requests: 1, damage: { code: 'damaged-file' } });
  await recorded.close();
});

test('a file being written can be read by whole chunks at any time', async () => {
  const { session, path } = await recordingSession();
  for (let i = 0; i < 5; i++) await session.send(store(i));
  await session.log.flush();
  await session.send(store(5));
  const recorded = await RecordedSession.open(path, 'r');
  expect(recorded.describe().requests).toBe(5);
  expect(recorded.describe().damage?.message).toContain('ends without its summary');
  await recorded.close();
  await session.close();
});

test('what happened is in the file within 250 ms without being asked for', async () => {
  const { session, path } = await recordingSession();
  await session.send(store(0));
  await vi.waitFor(
    async () => {
      const recorded = await RecordedSession.open(path, 'r');
      await recorded.close();
      expect(recorded.describe().requests).toBe(1);
    },
    { timeout: 1000, interval: 50 },
  );
  await session.close();
});

test('a recording started later holds the state as of then, and every byte that went in and came out', async () => {
  const { bridge, session, path } = await recordingSession();
  await session.stopRecording();
  await session.send({ kind: 'buffer.alloc', buffer: 'early', size: 4096 });
  const later = path.replace('a.mcap', 'b.mcap');
  await session.startRecording(later);
  const big = new Uint8Array(9000).map((_, i) => i);
  const syscall = { name: 'pread', on: 'device', position: 1n, length: 9000, out: big, rc: 9000, errno: 0 } as const;
  bridge.answer = (request) => bridge.ok(request, { data: big, syscall });
  await session.send({ kind: 'region.read', region: 0, offset: 1n, length: 9000 });
  await session.stopRecording();
  const recorded = await RecordedSession.open(later, 'r');
  expect(recorded.describe().state.buffers).toMatchObject([{ name: 'early' }]);
  const { rows } = await recorded.page(0, 10);
  expect(rows).toMatchObject([{ seq: 0, bytes: 9000, data: big.subarray(0, 4096), syscall: 'pread device 0x1 9000' }]);
  await recorded.close();
});

test('a request that fails is in the file at once, with everything before it', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { bridge, session, path } = await recordingSession();
  await session.send(store(0));
  bridge.answer = (request) => bridge.ok(request, { status: 'errno', errno: 5 });
  await session.send(store(1));
  await vi.waitFor(async () => {
    const recorded = await RecordedSession.open(path, 'r');
    await recorded.close();
    expect(recorded.describe()).toMatchObject({ requests: 2, errors: 1 });
  });
  await session.close();
});

test('a disk that takes nothing does not keep a recording from ending', async () => {
  const { session } = await recordingSession();
  vi.spyOn(FileSink.prototype, 'write').mockReturnValue(new Promise(() => {}));
  await session.send(store(0));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const stopped = session.stopRecording();
  await vi.advanceTimersByTimeAsync(15_000);
  expect((await stopped).error).toMatchObject({
    code: 'write-failed',
    message: expect.stringContaining('nothing for'),
  });
});
