import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { RecordedSession } from './recorded-session.ts';

let folder = '';
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-growing-'));
  program = join(import.meta.dirname, '../../../node_modules/.cache/zpci-test', `growing-${process.pid}.mjs`);
  const entryPoints = [join(import.meta.dirname, '../recorder/testing/endless.ts')];
  await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile: program, packages: 'external' });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(program, { force: true });
});

const store = { kind: 'pcistb', space: 0, offset: 0n, data: Uint8Array.of(1), pageOffset: 0 } as const;

/** Waits for what a session that follows its file comes to say. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 50 });

test('a recording that is being written shows what comes, and says when it is finished', async () => {
  const path = join(folder, 'followed.mcap');
  const live = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await live.startRecording(path);
  await live.send(store);
  await live.log.flush();
  const changed = vi.fn();
  const played = await RecordedSession.open(path, 'r', { changed });
  await until(() => expect(played.describe()).toMatchObject({ requests: 1, writing: 'writing', damage: undefined }));

  await live.send(store);
  await live.send({ kind: 'buffer.alloc', buffer: 'ring', size: 4096 });
  await live.log.flush();
  await until(() => expect(played.describe()).toMatchObject({ requests: 3, state: { buffers: [{ name: 'ring' }] } }));
  expect((await played.page(0, 10)).rows.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(changed).toHaveBeenCalled();

  await live.send(store);
  await live.stopRecording();
  await until(() => expect(played.describe()).toMatchObject({ requests: 4, writing: 'finished', damage: undefined }));
  await played.close();
  await live.close();
});

test.skipIf(process.platform !== 'linux')('a recording whose writer was killed says so', async () => {
  const path = join(folder, 'killed.mcap');
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  const played = await RecordedSession.open(path, 'r');
  await until(() => expect(played.describe().writing).toBe('writing'));
  await kill(child);
  await until(() => expect(played.describe().writing).toBe('abandoned'));
  expect(played.describe().damage?.message).toContain('writing it was cut off');
  expect((await played.page(0, 10)).rows.length).toBe(10);
  await played.close();
});

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test('reading on behind any place where the file ended finds what reading it whole finds', async () => {
  const path = join(folder, 'whole.mcap');
  const live = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await live.startRecording(path);
  for (let n = 0; n < 40; n++) {
    await live.send({ ...store, data: crypto.getRandomValues(new Uint8Array(40)) });
    if (n % 8 === 7) await live.log.flush();
  }
  await live.stopRecording();
  await live.close();
  const whole = await readFile(path);
  const grown = join(folder, 'grown.mcap');
  for (let end = 0.55; end < 1; end += 0.05) {
    await writeFile(grown, whole.subarray(0, Math.floor(whole.length * end)));
    const played = await RecordedSession.open(grown, 'r', { readThrough: true }).catch(() => undefined);
    if (!played) continue;
    const before = played.describe().requests;
    await played.complete();
    await writeFile(grown, whole.subarray(0, whole.length), { flag: 'r+' });
    await played.refresh();
    expect(before).toBeLessThanOrEqual(40);
    expect(played.describe()).toMatchObject({ requests: 40, damage: undefined, lost: undefined });
    expect((await played.page(0, 50)).rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    await played.close();
  }
});
