import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { appContract } from '../../contract/app-contract.ts';
import type { ReplayProgress } from '../../contract/replay/messages.ts';
import { shippedAssets } from '../assets.ts';
import { bridgeCommandOf, temporaryInstallation } from '../testing/bundles.ts';
import { carrierPair } from '../testing/carrier-pair.ts';
import { Workbench } from '../workbench.ts';

const SAMPLE = join(shippedAssets(), 'recordings/ism-hello.mcap');
/** On a clock of its own, from the same seed each time: as the sample was recorded. */
const TARGET = 'sim:ism?clock=virtual&seed=1';

let root = '';
beforeAll(async () => {
  root = await temporaryInstallation(['bridge']);
});
afterAll(() => rm(root, { recursive: true }));

let workbench: Workbench;
let window: Peer<typeof appContract, typeof noContract>;
let recording = '';
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zpci-replay-window-'));
  workbench = new Workbench({ folder, bridgeCommand: bridgeCommandOf(root), version: '1.2.3', host: 'serve' });
  const [mine, theirs] = carrierPair();
  workbench.attach(theirs);
  window = new Peer(mine, appContract, noContract, {});
  recording = (await window.call('session.open', { address: SAMPLE })).session.id;
});
afterEach(() => workbench.close());

/** What the window is told from now on, until it is told what `wanted` says. */
const told = (wanted: (progress: ReplayProgress) => boolean) =>
  new Promise<ReplayProgress>((resolve) => {
    window.on('replay.progress', (progress) => {
      if (wanted(progress)) resolve(progress);
    });
  });

describe('a window', () => {
  test('is told what would be sent, sends it, and is told how it went and where it was recorded', async () => {
    const plan = await window.call('replay.plan', { recording });
    expect(plan).toMatchObject({ requests: 16, bursts: 0, writes: true, dangerCount: 0 });
    await expect(window.call('replay.start', { recording, to: TARGET, speed: 'max' })).rejects.toMatchObject({
      info: { code: 'not-armed' },
    });
    const ended = told(({ path }) => path !== undefined);
    const order = { recording, to: TARGET, speed: 'max', arm: true, record: true } as const;
    const { replay, session } = await window.call('replay.start', order);
    expect(await ended).toMatchObject({ replay, session: session.id, done: 16, divergences: 0, finished: true });
    expect(await window.call('replay.divergences', { replay, from: 0, count: 10 })).toEqual({
      total: 0,
      divergences: [],
    });
  });

  test('steps from request to request, and stops', async () => {
    const first = told(({ waiting, done }) => waiting && done === 0);
    const { replay } = await window.call('replay.start', { recording, to: TARGET, speed: 'step', arm: true });
    expect(await first).toMatchObject({ next: 0, total: 16 });
    const second = told(({ waiting, done }) => waiting && done === 1);
    await window.call('replay.step', { replay });
    await second;
    const ended = told(({ finished }) => finished);
    await window.call('replay.stop', { replay });
    expect(await ended).toMatchObject({ done: 1, stopped: true });
  });

  test('is refused a replay that there is not', async () => {
    await expect(window.call('replay.step', { replay: 7 })).rejects.toMatchObject({
      info: { code: 'bad-request', message: 'There is no replay 7.' },
    });
  });
});
