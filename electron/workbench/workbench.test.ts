import { spawnSync } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import type { EventPayload } from '../../native-bridge/contract/method-table.ts';
import { Peer } from '../../native-bridge/contract/peer.ts';
import { appContract } from '../contract/app-contract.ts';
import { bridgeCommandOf, temporaryInstallation } from './testing/bundles.ts';
import { carrierPair } from './testing/carrier-pair.ts';
import { Workbench } from './workbench.ts';

type Window = Peer<typeof appContract, typeof noContract>;
type EventName = keyof (typeof appContract)['events'];

let bridgeCommand: readonly string[] = [];
let workbench: Workbench;
let folder = '';
beforeAll(async () => {
  bridgeCommand = bridgeCommandOf(await temporaryInstallation(['bridge']));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-workbench-'));
  workbench = new Workbench({ folder, bridgeCommand, version: '1.2.3', host: 'serve' });
});
afterEach(() => workbench.close());

function newWindow(): Window {
  const [mine, theirs] = carrierPair();
  workbench.attach(theirs);
  return new Peer(mine, appContract, noContract, {});
}

/** The first event of that name for which `holds`. */
function event<E extends EventName>(
  window: Window,
  name: E,
  holds: (payload: EventPayload<typeof appContract, E>) => boolean = () => true,
): Promise<EventPayload<typeof appContract, E>> {
  return new Promise((resolve) => {
    window.on(name, (payload) => {
      if (holds(payload)) resolve(payload);
    });
  });
}

const open = async (window: Window, address: string) => (await window.call('session.open', { address })).session;
const store = { kind: 'pcistb', space: 0, offset: 0n, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) } as const;

test('what an earlier run did not finish writing is removed at start', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const left = join(folder, 'recordings', `a.mcap.${pid}.part`);
  await mkdir(dirname(left));
  await writeFile(left, '');
  const next = new Workbench({ folder, bridgeCommand, version: '1.2.3', host: 'serve' });
  await next.close();
  await expect(access(left)).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('a window', () => {
  test('greets, lists targets and shipped files, and is told when it speaks another protocol', async () => {
    const window = newWindow();
    expect(await window.call('hello', { protocol: 1 })).toMatchObject({ version: '1.2.3', host: 'serve', folder });
    await expect(window.call('hello', { protocol: 2 })).rejects.toMatchObject({ info: { code: 'too-new' } });
    const { targets, files } = await window.call('targets.list', {});
    expect(targets.map(({ address }) => address)).toContain('sim:ism');
    expect(files.map(({ name }) => name)).toContain('ism-hello.zpci.json');
  });

  test('hears of the checks it asked for, and of no other window’s', async () => {
    const [asking, other] = [newWindow(), newWindow()];
    const heard: string[] = [];
    asking.on('doctor.check', ({ check }) => heard.push(check.id));
    other.on('doctor.check', () => heard.push('of the other'));
    const { checks } = await asking.call('doctor.run', { run: 1, address: '' });
    await other.call('session.list', {});
    expect(heard).toEqual(checks.map(({ id }) => id));
  });

  test('opens the same session twice for the same address, shared with other windows', async () => {
    const [first, second] = [newWindow(), newWindow()];
    const [a, b] = await Promise.all([open(first, 'sim:ism'), open(second, 'sim:ism')]);
    expect(a.id).toBe(b.id);
    const grown = event(second, 'requests.grown');
    await first.call('session.arm', { session: a.id, armed: true });
    const { row } = await first.call('session.send', { session: a.id, request: store });
    expect(row).toMatchObject({ status: 'ok', path: 'ism-vfio-pci', modelled: true });
    expect(await grown).toMatchObject({ session: a.id, total: 1, errors: 0, newest: [{ seq: 0, kind: 'pcistb' }] });
    expect((await second.call('session.list', {})).sessions).toHaveLength(1);
  });

  test('cannot write before it arms, and sees why', async () => {
    const window = newWindow();
    const { id } = await open(window, 'sim:ism');
    const { row } = await window.call('session.send', { session: id, request: store });
    expect(row).toMatchObject({ status: 'refused', error: { code: 'not-armed' } });
  });

  test('runs a shipped program, records it, and opens the recording', async () => {
    const window = newWindow();
    const { id: session } = await open(window, 'sim:ism');
    await window.call('session.arm', { session, armed: true });
    await window.call('recording.start', { session });
    const { files } = await window.call('targets.list', {});
    const { path } = files.find(({ name }) => name === 'ism-hello.zpci.json')!;
    const { program } = await window.call('program.load', { path });
    const finished = event(window, 'program.progress', (progress) => progress.finished);
    await window.call('program.run', { session, program });
    expect(await finished).toMatchObject({ session, done: 16, total: 16, failed: 0 });
    const stopped = await window.call('recording.stop', { session });
    expect(stopped.path).toMatch(/recordings\/\d{8}-\d{6}-sim-ism\.mcap$/);
    const recorded = await open(window, stopped.path);
    expect(recorded).toMatchObject({ condition: 'recorded', requests: 16, errors: 1 });
    expect(recorded.damage).toBeUndefined();
    const page = await window.call('requests.page', {
      session: recorded.id,
      from: 0,
      count: 1,
      filter: { text: 'EIO' },
    });
    expect(page).toMatchObject({ total: 16, matched: 1, rows: [{ seq: 14 }] });
    await expect(window.call('session.send', { session: recorded.id, request: store })).rejects.toMatchObject({
      info: { code: 'recorded' },
    });
  });

  test('watches a burst and stops it', async () => {
    const window = newWindow();
    const { id: session } = await open(window, 'sim:ism');
    const spec = { op: 'pcistb', length: 512, seconds: 60 } as const;
    await expect(window.call('burst.start', { session, spec })).rejects.toMatchObject({ info: { code: 'not-armed' } });
    await window.call('session.arm', { session, armed: true });
    const told = event(window, 'throughput');
    await window.call('burst.start', { session, spec });
    expect((await told).reach).toMatchObject({ dropped: 0 });
    const { slices } = await window.call('throughput.slices', { session, points: 300 });
    expect(slices[0]).toMatchObject({ spanNs: 100_000_000n, errors: 0, modelled: true });
    expect(slices[0]!.parts).toMatchObject([{ op: 'pcistb', path: 'ism-vfio-pci', ops: slices[0]!.ops }]);
    const row = event(window, 'requests.grown', ({ newest }) => newest.some(({ kind }) => kind === 'burst pcistb'));
    await window.call('burst.stop', { session });
    expect((await row).newest.at(-1)!.count).toBeGreaterThan(0);
  });

  test('saves a program and a capture, and opens the capture', async () => {
    const window = newWindow();
    const { id: session } = await open(window, 'sim:nic');
    const captured = await window.call('capture.save', { session });
    const capture = await open(window, `capture:${captured.path}`);
    expect(capture).toMatchObject({ kind: 'capture', condition: 'live' });
    expect(capture.snapshot.deviceInfo).toEqual(
      (await window.call('session.list', {})).sessions[0]!.snapshot.deviceInfo,
    );
    const program = { program: 1, name: 'x', steps: [{ kind: 'pause', ms: 1 }] } as const;
    const saved = await window.call('program.save', {
      name: '../my program',
      program: { ...program, steps: [...program.steps] },
    });
    expect(saved.path).toBe(join(folder, 'programs/my-program.zpci.json'));
    expect((await window.call('program.load', saved)).program).toEqual(program);
  });

  test('reaches no file outside the folder', async () => {
    const window = newWindow();
    await writeFile(join(tmpdir(), 'outside.zpci.json'), '{}');
    const outside = join(tmpdir(), 'outside.zpci.json');
    await expect(window.call('program.load', { path: outside })).rejects.toMatchObject({
      info: { code: 'no-such-file' },
    });
    await expect(open(window, `capture:${outside}`)).rejects.toMatchObject({ info: { code: 'no-such-file' } });
    await expect(open(window, '../../x.mcap')).rejects.toMatchObject({ info: { code: 'no-such-file' } });
  });
});

test('when the bridge is killed the sessions end with the reason, stay readable, and the next opening starts anew', async () => {
  const pidFile = join(folder, 'bridge.pid');
  const leavesPid = ['/bin/sh', '-c', 'echo $$ > "$0"; exec "$@"', pidFile, ...bridgeCommand];
  workbench = new Workbench({ folder, bridgeCommand: leavesPid, version: '1', host: 'serve' });
  const window = newWindow();
  const { id: session } = await open(window, 'sim:ism');
  await window.call('session.arm', { session, armed: true });
  await window.call('session.send', { session, request: store });
  const ended = event(window, 'session.changed', ({ condition }) => condition === 'ended');
  process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL');
  expect((await ended).ended).toMatchObject({ code: 'bridge-gone', message: expect.stringContaining('SIGKILL') });
  expect((await window.call('requests.page', { session, from: 0, count: 10 })).rows).toHaveLength(1);
  expect((await open(window, 'sim:ism')).id).not.toBe(session);
});

test('one bridge program carries all targets, however many are opened at once', async () => {
  const pidFile = join(folder, 'bridge.pids');
  const leavesPid = ['/bin/sh', '-c', 'echo $$ >> "$0"; exec "$@"', pidFile, ...bridgeCommand];
  workbench = new Workbench({ folder, bridgeCommand: leavesPid, version: '1', host: 'serve' });
  const window = newWindow();
  await Promise.all([window.call('targets.list', {}), open(window, 'sim:ism'), open(window, 'sim:ism-peer')]);
  expect((await readFile(pidFile, 'utf8')).trim().split('\n')).toHaveLength(1);
});

test('sessions live on without windows, and closing tells the others', async () => {
  const first = newWindow();
  const { id: session } = await open(first, 'sim:ism');
  first.close();
  const [second, third] = [newWindow(), newWindow()];
  expect((await second.call('session.list', {})).sessions.map(({ id }) => id)).toEqual([session]);
  const closed = event(third, 'session.closed');
  await second.call('session.close', { session });
  expect(await closed).toEqual({ session });
  await expect(second.call('session.close', { session })).rejects.toMatchObject({ info: { code: 'unknown-session' } });
  await vi.waitFor(async () => expect((await third.call('session.list', {})).sessions).toEqual([]));
});
