import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyRecording } from '../player/verify.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { EndlessProgram, kill, untilFailed } from './testing/endless-program.ts';

let folder = '';
const program = new EndlessProgram();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-disk-'));
  await program.build();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await program.remove();
});

test.each([
  1, 2, 5, 11,
])('killed at some moment after flush %i, a recording opens up to its last flush', async (flushes) => {
  const path = join(folder, `killed-${flushes}.mcap`);
  const { child, next } = program.start(path);
  let flushed = 0;
  for (let n = 0; n < flushes; n++) flushed = (await next()).flushed!;
  await kill(child);
  const found = await verifyRecording(path);
  expect(found).toMatchObject({ missing: 0, disordered: 0, endKnown: false });
  expect(found.requests).toBeGreaterThanOrEqual(flushed);
});

test('a disk that takes no more ends the recording with its errno, and the session goes on', async () => {
  const path = join(folder, 'full.mcap');
  const { next } = program.start(path, "trap '' XFSZ; ulimit -f 200");
  const { flushed, line } = await untilFailed(next);
  expect(line.error).toMatchObject({ code: 'write-failed', errno: 27 });
  expect((await next()).status).toBe('ok');
  expect((await verifyRecording(path)).requests).toBeGreaterThanOrEqual(flushed);
});

async function openSession() {
  return LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
}
const store = { kind: 'pcistb', space: 0, offset: 0n, data: Uint8Array.of(1), pageOffset: 0 } as const;

test('a recording whose folder was removed says so at the next flush', async () => {
  const inside = join(folder, 'removed');
  await mkdir(inside);
  const session = await openSession();
  await session.startRecording(join(inside, 'a.mcap'));
  await rm(inside, { recursive: true });
  await session.send(store);
  await session.log.flush();
  expect(session.describe().recording?.error).toMatchObject({ code: 'write-failed', errno: 2 });
  expect(await session.send(store)).toMatchObject({ status: 'ok' });
  await session.close();
});

test('a recording that another file took the name of says so', async () => {
  const path = join(folder, 'taken.mcap');
  const session = await openSession();
  await session.startRecording(path);
  await rename(path, join(folder, 'moved.mcap'));
  await session.send(store);
  await session.log.flush();
  expect(session.describe().recording?.error?.next).toContain('removed');
  await session.close();
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that is read-only refuses the recording, and nothing else',
  async () => {
    const inside = join(folder, 'read-only');
    await mkdir(inside);
    await chmod(inside, 0o555);
    const session = await openSession();
    await expect(session.startRecording(join(inside, 'a.mcap'))).rejects.toMatchObject({
      info: { code: 'write-failed', errno: 13 },
    });
    expect(await session.send(store)).toMatchObject({ status: 'ok' });
    await session.close();
  },
);

test('a recording goes on in a next file when one is full; each is whole and says what it follows', async () => {
  const path = join(folder, 'turned.mcap');
  const session = await openSession();
  await session.startRecording(path, 20_000);
  await session.send({ kind: 'buffer.alloc', buffer: 'ring', size: 4096 });
  for (let n = 0; n < 200; n++) {
    await session.send({ ...store, data: crypto.getRandomValues(new Uint8Array(600)) });
    await session.log.flush();
  }
  const { requests } = await session.stopRecording();
  await session.close();
  const parts = [path, join(folder, 'turned.1.mcap'), join(folder, 'turned.2.mcap')];
  const found = await Promise.all(parts.map((part) => verifyRecording(part)));
  expect(found.map(({ whole, index, missing }) => [whole, index, missing])).toEqual(
    parts.map(() => [true, 'agrees', 0]),
  );
  expect(requests).toBe(201);
  const { readRecording } = await import('../player/read-recording.ts');
  const { value: first } = await readRecording(parts[1]!).next();
  const messages = 'messages' in first! ? first.messages : [];
  expect(messages.find(({ topic }) => topic === 'session')?.message).toMatchObject({
    part: { number: 1, previous: 'turned.mcap', rowsBefore: found[0]!.requests },
  });
  expect(messages.find(({ topic }) => topic === 'state')?.message).toMatchObject({ buffers: [{ name: 'ring' }] });
});
