import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { toJson } from '../json.ts';
import { readRecording } from '../player/read-recording.ts';
import { type Verification, verifyRecording } from '../player/verify.ts';
import { LiveSession } from '../session.ts';
import { burstSlice, FakeBridge } from '../testing/fake-bridge.ts';
import { type Recovery, recoverRecording } from './recover-recording.ts';

/** Chunks and requests in each of the recording that is damaged. */
const CHUNKS = 8;
/** Places that are damaged, one after another; all are read, one of so many is recovered too. */
const PLACES = Number(process.env.ZPCI_DAMAGE_PLACES ?? 5000);
const RECOVERED_OF = 20;

/** Thousands of files are written: where there is a file system in memory, there. */
const IN_MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let folder = '';
let whole: Buffer;
let messages: string[] = [];
const chunkEnds: number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(IN_MEMORY, 'zpci-recover-'));
  const path = join(folder, 'whole.mcap');
  await record(path);
  whole = await readFile(path);
  messages = await messagesOf(path);
  for await (const { offset, length } of readRecording(path)) chunkEnds.push(offset, offset + length);
  expect(chunkEnds.length).toBeGreaterThan(2 * CHUNKS);
});
afterAll(() => rm(folder, { recursive: true }));

/** A recording of a few chunks: stores, refusals, a mark, a burst. */
async function record(path: string): Promise<void> {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: 'test' });
  await session.startRecording(path);
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    for (let i = 0; i < 3; i++)
      await session.send({ kind: 'pcistb', space: 0, offset: BigInt(chunk), data: Uint8Array.of(i), pageOffset: 0 });
    session.mark(`chunk ${chunk}`);
    if (chunk === 5) {
      bridge.burst = [burstSlice([[1n, 2, 3]], { done: true })];
      await session.startBurst({ op: 'pcistb', space: 0, offset: 0n, length: 3, stride: 0, span: 0, count: 1 })
        .finished;
    }
    await session.log.flush();
  }
  await session.stopRecording();
}

/** What a recording tells, a line a message; what was only added by recovering it is left out. */
async function messagesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const chunk of readRecording(path))
    for (const { topic, message } of chunk.messages)
      if (topic !== 'recovery' && topic !== 'session') lines.push(JSON.stringify(toJson({ topic, message })));
  return lines;
}

const seqs = (lines: readonly string[]) => lines.flatMap((line) => JSON.parse(line).message.seq ?? []) as number[];

/** Reads `bytes` and holds what is told of them against what is really there; undefined when they are refused. */
async function assertHonest(bytes: Uint8Array): Promise<Verification | undefined> {
  const source = join(folder, 'damaged.mcap');
  await writeFile(source, bytes);
  const found = await verifyRecording(source).catch((thrown: WorkbenchError) => thrown.info);
  if ('code' in found) {
    expect(found.code, found.message).toMatch(/^(damaged-file|future-version)$/);
    return undefined;
  }
  const read = await messagesOf(source);
  // Every message that is read is one that was written, in the order it was written.
  const places = read.map((line) => messages.indexOf(line));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  const numbers = seqs(read);
  const lost = seqs(messages).filter((seq) => !numbers.includes(seq));
  const told = found.gaps.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  expect(found.requests).toBe(numbers.length);
  expect(told).toEqual(found.endKnown ? lost : lost.filter((seq) => seq < Math.max(...numbers)));
  if (read.length < messages.length) expect(found).toMatchObject({ whole: false, damage: { code: 'damaged-file' } });
  return found;
}

/** Recovers what was read last: a whole recording with the same messages and the same losses, or nothing at all. */
async function assertRecovers(found: Verification | undefined): Promise<Recovery | undefined> {
  const [source, out] = [join(folder, 'damaged.mcap'), join(folder, 'recovered.mcap')];
  const recovery = await recoverRecording(source, out, 'test').catch((thrown: WorkbenchError) => thrown.info);
  if ('code' in recovery) {
    expect(recovery.code, recovery.message).toMatch(/^(damaged-file|future-version)$/);
    await expect(readFile(out)).rejects.toThrow();
    return undefined;
  }
  expect(await messagesOf(out)).toEqual(await messagesOf(source));
  await rm(out);
  const { requests, missing, gaps, endKnown } = found!;
  expect(recovery).toMatchObject({ requests, missing, gaps, endKnown });
  return recovery;
}

test('a whole recording is recovered as it is, and a file that exists is not touched', async () => {
  const recovery = await assertRecovers(await assertHonest(whole));
  expect(recovery).toMatchObject({ missing: 0, gaps: [], endKnown: true, damage: [] });
  await expect(recoverRecording(join(folder, 'whole.mcap'), join(folder, 'whole.mcap'), 'test')).rejects.toMatchObject({
    info: { code: 'write-failed' },
  });
  expect(await readFile(join(folder, 'whole.mcap'))).toEqual(whole);
});

test('a recording that is cut at, before or behind a chunk boundary is recovered up to the cut', {
  timeout: 300_000,
}, async () => {
  for (const end of chunkEnds)
    for (const length of [end - 1, end, end + 1]) {
      const recovery = await assertRecovers(await assertHonest(whole.subarray(0, length)));
      const whole_ = chunkEnds.filter((other, index) => index % 2 === 1 && other <= length).length;
      if (whole_ === 0) expect(recovery).toBeUndefined();
      else expect(recovery).toMatchObject({ missing: 0, endKnown: false });
    }
});

test(`a recording that is damaged at any of ${PLACES} places tells what is lost and nothing that is not so`, async () => {
  const random = generator(20_260_101);
  let refused = 0;
  for (let place = 0; place < PLACES; place++) {
    const found = await assertHonest(damaged(whole, random));
    if (!found) refused += 1;
    if (place % RECOVERED_OF === 0) await assertRecovers(found);
  }
  // Only the first bytes, which say what the file is, cannot be done without.
  expect(refused).toBeLessThan(PLACES / 20);
}, 900_000);

test('chunks behind damage are found again, whatever the damage says of lengths', async () => {
  const bytes = Buffer.from(whole);
  bytes.fill(0, chunkEnds[4]! + 20, chunkEnds[6]! + 30);
  const recovery = await assertRecovers(await assertHonest(bytes));
  expect(recovery?.gaps).toEqual([{ first: 8, last: 15 }]);
});

/** Some bytes at one place: a flipped bit, other bytes, zeros, bytes cut out, or bytes put in. */
function damaged(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length);
  const length = 1 + random(random(2) ? 4 : 600);
  const [before, behind] = [bytes.subarray(0, at), bytes.subarray(at + length)];
  const other = Buffer.from(Array.from({ length }, () => random(256)));
  const ways = [
    () => Buffer.concat([before, Buffer.of(bytes[at]! ^ (1 << random(8))), bytes.subarray(at + 1)]),
    () => Buffer.concat([before, other, behind]),
    () => Buffer.concat([before, Buffer.alloc(length), behind]),
    () => Buffer.concat([before, behind]),
    () => Buffer.concat([before, other, bytes.subarray(at)]),
  ];
  return ways[random(ways.length)]!();
}

/** Whole numbers below a bound, the same ones in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
