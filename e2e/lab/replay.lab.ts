import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Comparison } from '../../electron/workbench/compare/comparison.ts';
import { Plan } from '../../electron/workbench/replay/plan.ts';
import { Replay } from '../../electron/workbench/replay/replay.ts';
import { LiveSession } from '../../electron/workbench/session.ts';
import type { Request } from '../../native-bridge/contract/bridge-contract.ts';
import { bridges } from './target/bridges.ts';
import { lab } from './the-lab.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-lab-replay-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const IOVA = 0x1_0000_0000n;

/** What a real kernel takes and what it refuses, with bytes that stay as they are. */
const REQUESTS: readonly Request[] = [
  { kind: 'config.read', offset: 0n, length: 64 },
  { kind: 'buffer.alloc', buffer: 'ring', size: 8192 },
  { kind: 'dma.map', buffer: 'ring', at: 0n, iova: IOVA, read: true, write: true },
  { kind: 'dma.map', buffer: 'ring', at: 0n, iova: IOVA, read: true, write: true },
  { kind: 'dma.map', buffer: 'ring', at: 0n, iova: IOVA + 1n, size: 4096n, read: true, write: true },
  { kind: 'region.read', region: 1, offset: 0n, length: 8 },
  { kind: 'dma.unmap', iova: IOVA, size: 8192n, all: false },
];

const BURST = { op: 'region.read', space: 1, offset: 0n, length: 8, stride: 0, span: 0, count: 200 } as const;

const open = async () => {
  const session = await LiveSession.open(bridges, lab.address('net'), { id: 's', version: 'lab' });
  await session.arm(true);
  return session;
};

async function recorded(path: string, work: (session: LiveSession) => Promise<unknown>): Promise<void> {
  const session = await open();
  try {
    await session.startRecording(path);
    await work(session);
  } finally {
    await session.close();
  }
}

test('what was recorded on a real kernel is sent again as it was, and comes out the same', async () => {
  const [first, again] = [join(folder, 'first.mcap'), join(folder, 'again.mcap')];
  await recorded(first, async (session) => {
    for (const request of REQUESTS) await session.send(request);
    await session.startBurst(BURST).finished;
  });
  const plan = await Plan.make(first, () => true);
  const options = { matches: () => true, speed: 1, stopAtDivergence: false, accepted: false } as const;
  await recorded(again, async (session) => {
    expect(await new Replay(session, plan, options).run()).toMatchObject({
      done: REQUESTS.length + 1,
      divergences: 0,
      finished: true,
      error: undefined,
    });
  });
  const comparison = await Comparison.open(first, again);
  expect(comparison.summary).toMatchObject({ same: REQUESTS.length + 1, different: 0, missing: 0, added: 0 });
  await comparison.close();
});
