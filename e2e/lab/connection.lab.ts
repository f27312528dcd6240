import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseRemote } from '../../electron/contract/remote-address.ts';
import { sshClients } from '../../electron/workbench/hosts/testing/ssh-clients.ts';
import { verifyRecording } from '../../electron/workbench/player/verify.ts';
import { LiveSession } from '../../electron/workbench/session.ts';
import type { Request } from '../../native-bridge/contract/bridge-contract.ts';
import { bridges } from './target/bridges.ts';
import { lab } from './the-lab.ts';

const READ: Request = { kind: 'config.read', offset: 0n, length: 4 };
const MAP: Request = { kind: 'dma.map', buffer: 'b', at: 0n, iova: 0x1_0000_0000n, read: true, write: true };

/** Both sides notice a dead link after 15 s; then Node.js starts once more in the guest. */
const PATIENCE = { timeout: 240_000, interval: 200 };
const TIME = { timeout: 300_000 };

let session: LiveSession;
let recording: string;

beforeEach(async () => {
  session = await LiveSession.open(bridges, lab.address('net'), { id: 's', version: 'lab' });
  recording = join(await mkdtemp(join(tmpdir(), 'zpci-lab-connection-')), 'a.mcap');
  await session.startRecording(recording);
  await session.arm(true);
  await session.send({ kind: 'buffer.alloc', buffer: 'b', size: 4096 });
  expect(await session.send(MAP)).toMatchObject({ status: 'ok' });
});

afterEach(async () => {
  await session.close();
  await rm(dirname(recording), { recursive: true });
});

const bridge = () => bridges.machine(parseRemote(lab.host()).machine);

/** The session is on its function again, disarmed, and its one recording tells the whole story. */
async function isBack(): Promise<void> {
  await expect.poll(() => session.describe().connection, PATIENCE).toMatchObject({ state: 'connected' });
  expect(session.describe().connection?.missed).toContain('1 mapping and 1 buffer');
  expect(session.describe()).toMatchObject({ condition: 'live', state: { armed: false, mappings: [] } });
  expect(await session.send(READ)).toMatchObject({ status: 'ok' });
  await session.stopRecording();
  expect(await verifyRecording(recording)).toMatchObject({ whole: true, missing: 0 });
}

test(
  'kill -9 of the bridge program in the guest: the function is free at once, and the session goes on',
  TIME,
  async () => {
    const { gone, hello } = await bridge();
    await lab.sh(`kill -9 ${hello.pid}`);
    await gone;
    await isBack();
  },
);

test(
  'kill -9 of ssh on this side: the bridge program in the guest ends and gives the function back',
  TIME,
  async () => {
    const { pid } = (await bridge()).hello;
    const { state } = session.describe();
    expect(state.mappings).toHaveLength(1);
    for (const client of sshClients()) process.kill(client, 'SIGKILL');
    await expect.poll(async () => (await lab.ssh(`test -e /proc/${pid}`)).status, PATIENCE).toBe(1);
    await isBack();
  },
);

test('a link that is pulled: both sides notice, and a request under way is told not known', TIME, async () => {
  const { pid } = (await bridge()).hello;
  await lab.link(false);
  const unanswered = session.send(READ);
  expect(await unanswered).toMatchObject({ status: 'refused', error: { code: 'no-answer' } });
  expect(session.describe().connection?.state).not.toBe('connected');
  await lab.link(true);
  await isBack();
  expect((await lab.ssh(`test -e /proc/${pid}`)).status).toBe(1);
});
