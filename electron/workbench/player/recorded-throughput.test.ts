import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { LiveSession } from '../session.ts';
import { burstSlice, FakeBridge } from '../testing/fake-bridge.ts';
import { RecordedThroughput } from './recorded-throughput.ts';
import { RecordingFile } from './recording-file.ts';

const STORE: Request = { kind: 'pcistb', space: 0, offset: 0n, data: new Uint8Array(64), pageOffset: 0 };
const ROUNDS = 40;

/** Stores and refusals, each in a chunk of its own, and a burst between two runs of a program. */
async function recorded() {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's1', version: 'test' });
  const path = join(await mkdtemp(join(tmpdir(), 'zpci-throughput-')), 'a.mcap');
  await session.startRecording(path);
  bridge.answer = (request) => bridge.ok(request, { status: 'errno', errno: 22, path: 'mmio' });
  for (let round = 0; round < ROUNDS; round++) {
    await session.send(STORE);
    await session.log.flush();
  }
  bridge.burst = [burstSlice([[5n, 100, 8]], { done: true })];
  await session.startBurst({ op: 'pcistb', space: 0, offset: 0n, length: 8, stride: 0, span: 0 }).finished;
  bridge.answer = (request) => bridge.ok(request);
  await session.runProgram({ program: 1, name: 'p', steps: [{ ...STORE, data: '00' } as never] }).finished;
  await session.stopRecording();
  return { path, live: session.slices({ points: 300 }), reach: session.reach };
}

test('a long recording is read a part for each answer, to the same as the session had', async () => {
  const { path, live, reach } = await recorded();
  const file = await RecordingFile.open(path, {});
  const throughput = new RecordedThroughput(file, 10);
  const seen: number[] = [];
  for (;;) {
    const { slices, more } = await throughput.slices({ points: 300 });
    seen.push(slices.reduce((sum, { ops }) => sum + ops, 0));
    if (!more) break;
  }
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(ROUNDS + 2);
  expect(await throughput.slices({ points: 300 })).toEqual(live);
  expect(throughput.reach).toEqual(reach);
  expect(await new RecordedThroughput(file).slices({ points: 300 })).toEqual(live);
  await file.close();
});

test('a chunk that is left out behind what was read does not take another one along', async () => {
  const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's1', version: 'test' });
  const path = join(await mkdtemp(join(tmpdir(), 'zpci-throughput-')), 'b.mcap');
  await session.startRecording(path);
  for (let round = 0; round < ROUNDS; round++) {
    await (round === 5 ? session.mark('in a chunk alone') : session.send(STORE));
    await session.log.flush();
  }
  await session.stopRecording();
  const whole = await RecordingFile.open(path, {});
  const { offset } = whole.table.entry(whole.table.ofRow(5));
  await whole.close();
  const bytes = await readFile(path);
  bytes[offset + 70]! ^= 0xff;
  await writeFile(path, bytes);

  const file = await RecordingFile.open(path, {});
  const throughput = new RecordedThroughput(file, 10);
  await throughput.slices({ points: 300 });
  await file.reading(() => file.chunk(file.table.ofRow(5)));
  expect(file.table.rows).toBe(ROUNDS - 1);
  let read = await throughput.slices({ points: 300 });
  while (read.more) read = await throughput.slices({ points: 300 });
  expect(read.slices.reduce((sum, { ops }) => sum + ops, 0)).toBe(ROUNDS - 1);
  await file.close();
});
