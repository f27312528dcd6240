import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bridges } from '../../../electron/workbench/hosts/bridges.ts';
import { Plan } from '../../../electron/workbench/replay/plan.ts';
import { Replay } from '../../../electron/workbench/replay/replay.ts';
import { LiveSession } from '../../../electron/workbench/session.ts';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';

/** `stop-replay BRIDGE CASE`: how long after a stop a replay on a simulated function is over, ms, as a JSON line. */

const [bridge = '', name = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'zpci-stop-'));
const path = join(folder, 'a.mcap');
const faults = join(folder, 'faults.json');
writeFileSync(faults, '{"faults":[{"call":"pread","nth":2,"stuck":true}]}');
const bridges = new Bridges({
  command: [process.execPath, bridge, '--stdio'],
  parcel: { version: 'bench', bridge, addon: () => '' },
});

const load: Request = { kind: 'pcilg', space: 2, offset: 0n, length: 8 };
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Case {
  readonly target?: string;
  readonly speed: number | 'max';
  readonly record: (session: LiveSession) => Promise<unknown>;
}

/** What a replay may be doing when it is stopped. */
const CASES: Readonly<Record<string, Case>> = {
  'waiting for its time': {
    speed: 0.01,
    record: async (session) => {
      await session.send(load);
      await sleep(200);
      await session.send(load);
    },
  },
  'sending as fast as it goes': {
    speed: 'max',
    record: async (session) => {
      for (let i = 0; i < 20_000; i++) await session.send(load);
    },
  },
  'in a burst': {
    speed: 'max',
    record: (session) =>
      session.startBurst({
        op: 'pcilg',
        space: 2,
        offset: 0n,
        length: 8,
        stride: 0,
        span: 0,
        count: 2_000_000,
      }).finished,
  },
  'in a call that is stuck': {
    target: `sim:ism?faults=${encodeURIComponent(faults)}`,
    speed: 'max',
    record: async (session) => {
      for (let i = 0; i < 4; i++) await session.send(load);
    },
  },
};

async function use<T>(address: string, work: (session: LiveSession) => Promise<T>): Promise<T> {
  const session = await LiveSession.open(bridges, address, { id: 'bench', version: 'bench' });
  try {
    await session.arm(true);
    return await work(session);
  } finally {
    await session.close();
  }
}

const { target = 'sim:ism', speed, record } = CASES[name]!;
await use('sim:ism', async (session) => {
  await session.startRecording(path);
  await record(session);
});
const plan = await Plan.make(path, () => true);
const ms = await use(target, async (session) => {
  const replay = new Replay(session, plan, { matches: () => true, speed, stopAtDivergence: false, accepted: false });
  const over = replay.run();
  await sleep(300);
  if (replay.progress.finished) throw new Error(`It was over before it was stopped: ${name}.`);
  const before = performance.now();
  replay.stop();
  await over;
  return performance.now() - before;
});
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ ms }));
process.exit(0);
