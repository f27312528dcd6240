import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { readRecording } from './read-recording.ts';
import { RecordedSession } from './recorded-session.ts';
import { verifyRecording } from './verify.ts';

/** What stands before the first chunk of a finished recording: the file's name for itself, schemas and channels. */

const REQUESTS = 20;
const STEP = 97;

let folder = '';
let whole: Buffer;
let front = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-front-'));
  const path = join(folder, 'whole.mcap');
  const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await session.startRecording(path);
  for (let i = 0; i < REQUESTS; i++) await session.send({ kind: 'config.read', offset: 0n, length: 4 });
  await session.stopRecording();
  await session.close();
  whole = await readFile(path);
  for await (const { offset } of readRecording(path)) front ||= offset;
});
afterAll(() => rm(folder, { recursive: true }));

/** How many rows a window is shown, or the error it is told. */
async function opened(path: string) {
  try {
    const played = await RecordedSession.open(path, 'r');
    const { total } = await played.page(0, 100);
    await played.close();
    return total;
  } catch (thrown) {
    return thrown;
  }
}

test('wherever it is overwritten, all requests are shown and verify tells the damage, or an error names the file', async () => {
  const path = join(folder, 'damaged.mcap');
  let shown = 0;
  for (let at = 8; at < front; at += STEP) {
    await writeFile(path, Buffer.from(whole).fill(0xff, at, Math.min(at + 16, front)));
    const seen = await opened(path);
    if (seen instanceof WorkbenchError) {
      expect(seen.info, `at ${at}`).toMatchObject({ message: expect.stringContaining(path), next: expect.any(String) });
      continue;
    }
    expect(seen, `at ${at}`).toBe(REQUESTS);
    expect(await verifyRecording(path), `at ${at}`).toMatchObject({ whole: false, requests: REQUESTS });
    shown += 1;
  }
  expect(shown).toBeGreaterThan(front / STEP / 2);
});
