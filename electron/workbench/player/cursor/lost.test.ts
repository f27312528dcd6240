import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Moment } from '../../../contract/recording-cursor.ts';
import { recoverRecording } from '../../recover/recover-recording.ts';
import { LiveSession } from '../../session.ts';
import { FakeBridge } from '../../testing/fake-bridge.ts';
import { readRecording } from '../read-recording.ts';
import { RecordedSession } from '../recorded-session.ts';

/** Chunks of one allocation each: the state is told whole again behind eight of them. */
const CHUNKS = 30;

let folder = '';
let whole: Buffer;
const chunks: { offset: number; length: number; topics: string[] }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-lost-'));
  const path = join(folder, 'whole.mcap');
  const live = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await live.startRecording(path);
  await live.log.flush();
  for (let n = 0; n < CHUNKS; n++) {
    await live.send({ kind: 'buffer.alloc', buffer: `b${n}`, size: 4096 });
    await live.log.flush();
  }
  await live.stopRecording();
  await live.close();
  whole = await readFile(path);
  for await (const { offset, length, messages } of readRecording(path))
    chunks.push({ offset, length, topics: messages.map(({ topic }) => topic) });
});
afterAll(() => rm(folder, { recursive: true }));

/** The recording with the chunk that holds row `row` damaged. */
async function without(row: number, name: string): Promise<string> {
  const bytes = Buffer.from(whole);
  const { offset, length } = chunks.filter(({ topics }) => topics.includes('request'))[row]!;
  bytes.fill(0xff, offset + 60, offset + length - 4);
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

const names = ({ state }: Moment) => state?.buffers.map(({ name }) => name) ?? [];

async function assertTold(path: string, lost: number): Promise<void> {
  const wholeAgain = chunks
    .filter(({ topics }) => topics.includes('request'))
    .findIndex(({ topics }, row) => row > lost && topics.includes('state'));
  expect(wholeAgain).toBeGreaterThan(lost);
  const played = await RecordedSession.open(path, 'r');
  await played.complete();
  await played.page(0, CHUNKS);
  expect(played.describe().requests).toBe(CHUNKS - 1);
  for (let rows = 0; rows < CHUNKS - 1; rows++) {
    const moment = await played.at({ rows });
    const doubt = moment.lost?.doubtful.find(({ what }) => what === 'state');
    // Rows behind the loss have moved up by one.
    const isDoubtful = rows >= lost && rows + 1 <= wholeAgain;
    expect(doubt !== undefined, `${rows} rows`).toBe(isDoubtful);
    if (isDoubtful) expect(moment.lost?.requests).toBe(1);
    if (isDoubtful) expect(doubt?.untilNs).toBeGreaterThanOrEqual(moment.atNs);
    // What is not doubted is right: nothing that was lost is missing from it.
    const known = rows < lost ? rows : rows + 1;
    if (!isDoubtful) expect(names(moment)).toEqual(Array.from({ length: known }, (_, n) => `b${n}`));
  }
  await played.close();
}

test('behind a chunk that was lost the state is said to be doubtful until it was told whole again', async () => {
  await assertTold(await without(3, 'indexed.mcap'), 3);
});

test('also when the recording has no index', async () => {
  const path = await without(11, 'cut.mcap');
  const bytes = await readFile(path);
  const last = chunks.at(-1)!;
  await writeFile(path, bytes.subarray(0, last.offset + last.length));
  await assertTold(path, 11);
});

test('also when it was recovered', async () => {
  const path = join(folder, 'recovered.mcap');
  await recoverRecording(await without(3, 'source.mcap'), path, 'test');
  await assertTold(path, 3);
});
