import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RequestRow } from '../../contract/app-contract.ts';
import { recoverRecording } from '../recover/recover-recording.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { readRecording } from './read-recording.ts';
import { RecordedSession } from './recorded-session.ts';
import { verifyRecording } from './verify.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 30);

/** A chunk of the whole recording: where it lies and the numbers of its rows. */
interface Chunk {
  readonly offset: number;
  readonly end: number;
  readonly seqs: readonly number[];
}

let folder = '';
let whole: Buffer;
let rows: readonly RequestRow[] = [];
const chunks: Chunk[] = [];

/** Ten chunks of six stores and a mark; the last four hold the same again and again, so that their lengths are much alike. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-moved-'));
  const path = join(folder, 'whole.mcap');
  const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await session.startRecording(path);
  for (let chunk = 0; chunk < 10; chunk++) {
    for (let i = 0; i < 6; i++) {
      const data = Uint8Array.from({ length: 40 }, (_, n) => (chunk < 6 ? (chunk * 50 + i * n) % 256 : n));
      await session.send({ kind: 'pcistb', space: 0, offset: BigInt(chunk) << 12n, data, pageOffset: 0 });
    }
    await session.mark('end of a chunk');
    await session.log.flush();
  }
  await session.stopRecording();
  whole = await readFile(path);
  const played = await RecordedSession.open(path, 'r');
  rows = (await played.page(0, 1000)).rows;
  await played.close();
  for await (const { offset, length, messages } of readRecording(path)) {
    const seqs = messages.flatMap(({ topic, message }) =>
      topic === 'request' || topic === 'mark' ? [message.seq] : [],
    );
    chunks.push({ offset, end: offset + length, seqs });
  }
  expect(rows).toHaveLength(70);
});
afterAll(() => rm(folder, { recursive: true }));

/** What a window is shown of these bytes when it looks at every row, at some pages `before` the others, and what it is told. */
async function shown(bytes: Uint8Array, before: readonly number[] = []) {
  const path = join(folder, 'shifted.mcap');
  await writeFile(path, bytes);
  const played = await RecordedSession.open(path, 'r');
  await played.complete();
  for (const from of before) await played.page(from, 5);
  const page = await played.page(0, 1000);
  const moment = await played.at({});
  const { damage, requests } = played.describe();
  await played.close();
  return { ...page, moment, damage, requests, verified: await verifyRecording(path) };
}

const put = (bytes: Buffer, at: number, more: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
const cut = (bytes: Buffer, at: number, length: number) =>
  Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);

/** Numbers of the rows in all chunks that none of the places lies in. */
const untouched = (...places: readonly (readonly [from: number, to: number])[]) =>
  chunks.flatMap(({ offset, end, seqs }) => (places.some(([from, to]) => from < end && to > offset) ? [] : seqs));

async function assertHonest(bytes: Uint8Array, sure: readonly number[], before?: readonly number[]): Promise<void> {
  const { rows: read, total, moment, damage, requests, verified } = await shown(bytes, before);
  const seqs = read.map(({ seq }) => seq);
  expect(read).toEqual(rows.filter(({ seq }) => seqs.includes(seq)));
  expect([total, requests, moment.counts.requests]).toEqual([seqs.length, seqs.length, seqs.length]);
  expect(seqs).toEqual(expect.arrayContaining([...sure]));
  // The window has what `recover` gets, and says what it has not.
  expect(verified.requests).toBe(seqs.length);
  const missing = rows.length - seqs.length;
  if (missing > 0) expect(damage?.code).toBe('damaged-file');
  const between = seqs.includes(rows.at(-1)!.seq);
  if (missing > 0 && between && verified.endKnown)
    expect(damage?.message).toContain(`${missing} between them are missing`);
}

/** A place in the chunks behind the first one. */
const place = fc.nat().map((n) => chunks[1]!.offset + (n % (chunks.at(-1)!.offset - chunks[1]!.offset)));
const some = fc.uint8Array({ minLength: 1, maxLength: 300 });
/** As long as several chunks, too. */
const many = fc.nat({ max: 2500 }).map((length) => new Uint8Array(length + 1));
/** Rows that pages begin at, as somebody jumps about. */
const jumps = fc.array(fc.nat({ max: 69 }), { maxLength: 6 });

describe('a finished recording of which bytes were moved', () => {
  test('shows every chunk that is whole, wherever it lies now, and says what is lost', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, fc.oneof(some, many), jumps, async (a, b, more, before) => {
        // As many bytes are put in as are lost elsewhere: the index at the end is still found, and is wrong in between.
        const [put_, gone] = [put(whole, a, more), more.length];
        const from = b >= a ? b : Math.max(b - gone, chunks[1]!.offset);
        const at = b >= a ? b + gone : from;
        await assertHonest(cut(put_, at, gone), untouched([a - 1, a + 1], [from, from + gone]), before);
      }),
      { numRuns: RUNS },
    );
  });

  test('shows the same wherever somebody looks first', async () => {
    // Lost in two chunks and put into the last but one: what lies between begins before its place.
    const [lost, more, put_] = [1, 4, 8].map((chunk) => chunks[chunk]!.offset + 60) as [number, number, number];
    const bytes = cut(cut(put(whole, put_, new Uint8Array(900)), more, 388), lost, 512);
    const sure = untouched([lost, lost + 512], [more, more + 388], [put_ - 1, put_ + 1]);
    for (const before of [[], [35], [50, 40, 30, 20, 0], [20, 50]]) {
      const { rows: read } = await shown(bytes, before);
      expect(read.map(({ seq }) => seq)).toEqual(sure);
    }
  });

  test('also when they were only put in, or only lost', async () => {
    await fc.assert(
      fc.asyncProperty(place, some, fc.boolean(), async (at, more, isPut) => {
        const bytes = isPut ? put(whole, at, more) : cut(whole, at, more.length);
        const { rows: read, damage, verified } = await shown(bytes);
        const seqs = read.map(({ seq }) => seq);
        expect(read).toEqual(rows.filter(({ seq }) => seqs.includes(seq)));
        expect(seqs).toEqual(expect.arrayContaining(untouched([at - 1, isPut ? at + 1 : at + more.length])));
        expect(verified.requests).toBe(seqs.length);
        expect(damage?.code).toBe('damaged-file');
      }),
      { numRuns: RUNS },
    );
  });

  test('loses one chunk of several that are alike, and knows which', async () => {
    const [seventh, eighth] = [chunks[7]!, chunks[8]!];
    const gone = seventh.end - seventh.offset;
    const bytes = put(cut(whole, seventh.offset, gone), eighth.end - gone + 40, new Uint8Array(gone));
    const { rows: read, damage } = await shown(bytes);
    expect(read.map(({ seq }) => seq)).toEqual(untouched([seventh.offset + 1, seventh.end - 1]));
    expect(damage?.message).toContain('chunks were found elsewhere');
  });

  test('and that was recovered before has no row twice when its last chunk is damaged', async () => {
    const [source, path] = [join(folder, 'holed.mcap'), join(folder, 'recovered.mcap')];
    await writeFile(source, cut(whole, chunks[3]!.offset + 60, 9));
    await recoverRecording(source, path, 'test');
    const bytes = await readFile(path);
    let last = { offset: 0, length: 0 };
    for await (const chunk of readRecording(path)) last = chunk;
    bytes[last.offset + 70]! ^= 0xff;
    const { rows: read, total, damage } = await shown(bytes);
    expect(read.map(({ seq }) => seq)).toEqual(untouched([chunks[3]!.offset + 60, chunks[3]!.offset + 69]));
    expect([total, damage?.code]).toEqual([63, 'damaged-file']);
  });
});
