import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Host } from '../../contract/app-contract.ts';
import { parseRemote } from '../../contract/remote-address.ts';
import { Bridges } from './bridges.ts';
import { functionsOf, HostList } from './host-list.ts';
import { type FakeSsh, fakeSsh, HONEST, testParcel } from './testing/fake-ssh.ts';

const parcel = await testParcel();
let ssh: FakeSsh;
let file: string;
let bridges: Bridges;
let told: Host[];

beforeEach(async () => {
  ssh = await fakeSsh();
  file = join(await mkdtemp(join(tmpdir(), 'zpci-hosts-')), 'hosts.json');
  bridges = new Bridges({ command: ['none'], parcel });
  told = [];
});

afterEach(async () => {
  await bridges.close();
  ssh.end();
});

const newList = () => new HostList(file, bridges, (host) => told.push(host));

describe('the list of machines', () => {
  test('asks a machine that is added, tells how that goes, and keeps it', async () => {
    const host = await newList().add('ssh://me@lab');
    expect(host).toMatchObject({ address: 'ssh://me@lab', state: 'connected', about: { 'Node.js': process.version } });
    expect(host.targets.every(({ address }) => address.startsWith('ssh://me@lab/'))).toBe(true);
    expect(told.map(({ state }) => state)).toEqual(expect.arrayContaining(['connecting', 'connected']));
    expect(told[0]).toMatchObject({ state: 'connecting', doing: 'Connecting' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(['ssh://me@lab']);
  });

  test('asks nobody when the workbench starts', async () => {
    await newList().add('ssh://me@lab');
    await bridges.close();
    await ssh.plays(`touch "$HOME/asked"; ${HONEST}`);
    expect(await newList().list()).toEqual([{ address: 'ssh://me@lab', state: 'idle', about: {}, targets: [] }]);
    await expect(readFile(join(ssh.home, 'asked'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('keeps a machine that does not answer, with the reason, until it does', async () => {
    await ssh.plays(`echo 'ssh: connect to host lab port 22: Connection refused' >&2; exit 255`);
    const list = newList();
    expect(await list.add('ssh://lab')).toMatchObject({ state: 'failed', error: { code: 'connection-refused' } });
    await ssh.plays(HONEST);
    const host = await list.refresh('ssh://lab');
    expect(host.state).toBe('connected');
    expect(host.error).toBeUndefined();
  });

  test('shows a machine whose bridge program died', async () => {
    const list = newList();
    await list.add('ssh://lab');
    const bridge = await bridges.machine(parseRemote('ssh://lab').machine);
    process.kill(bridge.hello.pid, 'SIGKILL');
    await bridge.gone;
    expect((await list.list())[0]).toMatchObject({ state: 'failed', error: { code: 'bridge-gone' } });
  });

  test('leaves a machine that is removed, unless a session is on it', async () => {
    const list = newList();
    await list.add('ssh://lab');
    const bridge = await bridges.machine(parseRemote('ssh://lab').machine);
    await list.remove('ssh://lab', () => true);
    expect(bridge.alive).toBe(true);
    await list.add('ssh://lab');
    await list.remove('ssh://lab', () => false);
    expect(bridge.alive).toBe(false);
    expect(await list.list()).toEqual([]);
    await expect(list.refresh('ssh://lab')).rejects.toMatchObject({ info: { code: 'unknown-host' } });
  });

  test.each(['lab', 'ssh://-oProxyCommand=id', 'ssh://lab/0007:00:00.0'])('refuses %s', async (address) => {
    await expect(newList().add(address)).rejects.toMatchObject({ info: { code: 'bad-address' } });
  });
});

test('functions of a machine are addressed from here, simulated ones left out', () => {
  const { machine } = parseRemote('ssh://me@lab:2222?sudo=1');
  const summary = { title: 't', identity: {}, ready: true } as const;
  const targets = [
    { ...summary, address: 'vfio:0007:00:00.0', kind: 'vfio' as const },
    { ...summary, address: 'sim:ism', kind: 'sim' as const },
  ];
  expect(functionsOf(machine, targets).map(({ address }) => address)).toEqual([
    'ssh://me@lab:2222/0007:00:00.0?sudo=1',
  ]);
});
