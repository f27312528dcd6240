import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLoaded } from '@foxglove/wasm-zstd';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedAssets } from '../assets.ts';
import { recordEverything } from '../export/testing/recordings.ts';
import { recoverRecording } from '../recover/recover-recording.ts';
import { LiveSession } from '../session.ts';
import { burstSlice, FakeBridge } from '../testing/fake-bridge.ts';
import { EndlessProgram, kill } from './testing/endless-program.ts';
import { complaintsAbout } from './testing/mcap-doctor.ts';
import { OP, recordsIn } from './testing/mcap-records.ts';

/** Recordings against the specification of MCAP, so that they are not only read by the library that wrote them. */

let folder = '';
const program = new EndlessProgram();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-mcap-'));
  await Promise.all([isLoaded, program.build()]);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await program.remove();
});

const store = () => ({
  ...({ kind: 'pcistb', space: 0, offset: 0n, pageOffset: 0 } as const),
  data: crypto.getRandomValues(new Uint8Array(600)),
});

/** Bursts and stores in several chunks; in several files when `rotate` is given. */
async function recordBursts(name: string, rotate?: number): Promise<string> {
  const bridge = new FakeBridge();
  const session = await LiveSession.open(bridge.ways, 'sim:ism', { id: 's', version: '1.2.3' });
  const path = join(folder, name);
  await session.startRecording(path, rotate);
  await session.arm(true);
  const spec = { op: 'pcistb', space: 0, offset: 0n, length: 64, stride: 0, span: 0, count: 100 } as const;
  for (let round = 0; round < 20; round++) {
    const operations = Array.from({ length: 50 }, (_, n) => [BigInt(round * 100_000 + n * 1000), 300, 64] as const);
    bridge.burst = [burstSlice(operations), burstSlice([], { done: true })];
    await session.startBurst(spec).finished;
    await session.send(store());
    await session.log.flush();
  }
  await session.stopRecording();
  await session.close();
  return path;
}

async function killed(): Promise<string> {
  const path = join(folder, 'killed.mcap');
  const { child, next } = program.start(path);
  for (let flushes = 0; flushes < 3; flushes++) await next();
  await kill(child);
  return path;
}

async function recovered(): Promise<string> {
  const path = join(folder, 'recovered.mcap');
  const whole = await readFile(await recordBursts('to-be-cut.mcap'));
  const cut = join(folder, 'cut.mcap');
  await writeFile(cut, whole.subarray(0, Math.round(whole.length * 0.6)));
  await recoverRecording(cut, path, '1.2.3');
  return path;
}

describe('nothing is wrong, as the specification has it, with a recording', () => {
  test.each([
    ['of everything', () => recordEverything(folder)],
    ['of bursts in many chunks', () => recordBursts('bursts.mcap')],
    ['that went on in a next file', () => recordBursts('turned.mcap', 10_000)],
    ['that is a next file', async () => (await recordBursts('next.mcap', 10_000)).replace('next', 'next.1')],
    ['that was recovered', recovered],
    ['that ships with the product', async () => join(shippedAssets(), 'recordings/ism-hello.mcap')],
  ])('%s', async (_which, path) => {
    const file = await readFile(await path());
    expect(complaintsAbout(file)).toEqual([]);
    const chunks = recordsIn(file, 8).filter(({ op }) => op === OP.chunk);
    expect(chunks.length).toBeGreaterThan(0);
  });

  test('whose writer was killed, but that it ends without an end', async () => {
    expect(complaintsAbout(await readFile(await killed()))).toEqual(['no end of the data']);
  });
});

/** Whether anything is found wrong; a record that cannot even be taken apart is. */
function isRefused(file: Buffer): boolean {
  try {
    return complaintsAbout(file).length > 0;
  } catch {
    return true;
  }
}

test('no byte behind the header of a recording can change without being found', async () => {
  const file = await readFile(await recordEverything(folder, 'changed.mcap'));
  const unnoticed: number[] = [];
  for (let at = recordsIn(file, 8)[0]!.end; at < file.length; at += 211) {
    const changed = Buffer.from(file);
    changed[at]! ^= 0x01;
    if (!isRefused(changed)) unnoticed.push(at);
  }
  expect(unnoticed).toEqual([]);
});
