import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  EMPTY_STATE,
  type Outcome,
  type Request,
  type Snapshot,
} from '../../../native-bridge/contract/bridge-contract.ts';
import { RecordWalker } from '../player/record-walker.ts';
import { RecordedSession } from '../player/recorded-session.ts';
import { verifyRecording } from '../player/verify.ts';
import { answeredRow } from '../rows/row.ts';
import { Recorder } from './recorder.ts';

/** Registers of four bytes, each read in a chunk of its own; as many mappings, each made in that chunk. */
const CHUNKS = 200;

/** Chunks that a reader may have to look into for a moment: a few for configuration space, a few for the state, and its own. */
const MOST_READS = 24;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-keyframes-'));
});
afterAll(() => rm(folder, { recursive: true }));

const snapshot: Snapshot = {
  ...{ address: 'test', title: 'Test', kind: 'sim', takenAt: 0n, byteOrder: 'be', modelled: true },
  ...{ host: {}, attributes: {}, regions: [], irqs: [], paths: [], calls: [] },
};

const registerOf = (n: number) => Uint8Array.of(n, n >> 8, 0xa5, 0x5a);
const mappingOf = (n: number) => ({
  ...{ iova: BigInt(n) * 0x1000n, size: 0x1000n, vaddr: 0n, read: true, write: true },
});

const answered = (data: Uint8Array, length: number): Outcome => ({
  ...{ status: 'ok', data, warnings: [], broken: [], operations: 1, startNs: 0n, durationNs: 1n, modelled: true },
  syscall: { name: 'pread', on: 'device', position: 0n, length, rc: length, errno: 0 },
});

async function record(path: string, rotate?: number): Promise<void> {
  let now = 0n;
  const recorder = await Recorder.create(path, { version: 'test', epochNs: 0n, clock: () => now, rotate });
  recorder.session({ address: 'test', title: 'Test', kind: 'sim', startedAt: 0n, atNs: 0n, snapshot }, 'test');
  recorder.state(0n, { ...EMPTY_STATE, dmaAvail: 65_535 });
  for (let n = 0; n < CHUNKS; n++) {
    now += 1000n;
    const request: Request = { kind: 'config.read', offset: BigInt(n * 4), length: 4 };
    const outcome = answered(registerOf(n), 4);
    recorder.request(answeredRow(request, outcome, { seq: n, atNs: now }), request, outcome);
    recorder.change(now, { mapped: mappingOf(n), armed: true, dmaAvail: 65_534 - n });
    await recorder.flush();
  }
  await recorder.finish();
  expect(recorder.error).toBeUndefined();
}

test('what was so at any place is found in few chunks, however many registers and mappings lie how far apart', async () => {
  const path = join(folder, 'far-apart.mcap');
  await record(path);
  expect(await verifyRecording(path)).toMatchObject({ whole: true, index: 'agrees' });
  for (const rows of [1, 7, 60, 123, CHUNKS]) {
    const session = await RecordedSession.open(path, 'r');
    const reads = vi.spyOn(RecordWalker.prototype, 'read');
    const moment = await session.at({ rows });
    expect(reads.mock.calls.length).toBeLessThanOrEqual(MOST_READS);
    reads.mockRestore();
    expect(moment.config.known).toEqual([{ offset: 0, length: 4 * rows }]);
    for (let n = 0; n < rows; n++) expect(moment.config.bytes.slice(4 * n, 4 * n + 4)).toEqual(registerOf(n));
    expect(moment.state?.mappings).toEqual(Array.from({ length: rows }, (_, n) => mappingOf(n)));
    await session.close();
  }
});

test('a next file knows what was read of configuration space in the files before', async () => {
  const path = join(folder, 'turned.mcap');
  await record(path, 40_000);
  const session = await RecordedSession.open(path.replace('.mcap', '.1.mcap'), 'r');
  const { config, state } = await session.at({ rows: 0 });
  expect(config.known[0]!.length).toBeGreaterThan(100);
  expect(config.bytes.slice(0, 4)).toEqual(registerOf(0));
  expect(state?.mappings.length).toBe(config.known[0]!.length / 4);
  await session.close();
});
