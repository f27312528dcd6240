import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { parseRemote } from '../../contract/remote-address.ts';
import { LiveSession } from '../session.ts';
import { Bridges } from './bridges.ts';
import type { ParcelFiles } from './parcel.ts';
import { testParcel } from './testing/fake-ssh.ts';
import { missingSshd, type RealSshd, realSshd } from './testing/real-sshd.ts';

const READ: Request = { kind: 'config.read', offset: 0n, length: 4 };
const TIME = 60_000;

describe.skipIf(missingSshd)(`through a real ssh server${missingSshd ? ` (needs ${missingSshd})` : ''}`, () => {
  let sshd: RealSshd;
  let parcel: ParcelFiles;
  let bridges: Bridges;

  beforeAll(async () => {
    parcel = await testParcel();
    sshd = await realSshd();
  }, TIME);
  beforeEach(() => {
    bridges = new Bridges({ command: ['none'], parcel });
  });
  afterEach(() => bridges.close());
  afterAll(() => sshd?.end());

  const reached = () => bridges.machine(parseRemote(sshd.address).machine);
  const openSim = () => LiveSession.open(bridges, `${sshd.address}/sim:ism`, { id: 's', version: 't' });

  test('a function there is opened and driven as one here', { timeout: TIME }, async () => {
    const session = await openSim();
    expect(session.describe()).toMatchObject({ connection: { state: 'connected', host: sshd.address }, kind: 'sim' });
    expect(await session.send(READ)).toMatchObject({ status: 'ok', bytes: 4 });
    expect(readdirSync(`${sshd.cache}/zpci-workbench/1.2.3`)).toHaveLength(1);
    await session.close();
  });

  test('the bridge program there ends when the client here is killed, and the session goes on', {
    timeout: TIME,
  }, async () => {
    const session = await openSim();
    const { pid } = (await reached()).hello;
    const client = sshd.clients();
    expect(client).toHaveLength(1);
    process.kill(client[0]!, 'SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), TIME);
    await vi.waitFor(() => expect(session.describe().connection?.missed).toBeDefined(), TIME);
    expect(await session.send(READ)).toMatchObject({ status: 'ok' });
    await session.close();
  });

  test('the session goes on when the bridge program there is killed', { timeout: TIME }, async () => {
    const session = await openSim();
    process.kill((await reached()).hello.pid, 'SIGKILL');
    await vi.waitFor(() => expect(session.describe().connection?.missed).toBeDefined(), TIME);
    await session.close();
  });

  test('nothing is left running when all is closed', { timeout: TIME }, async () => {
    const { pid } = (await reached()).hello;
    await bridges.close();
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), TIME);
    await vi.waitFor(() => expect(sshd.clients()).toEqual([]), TIME);
  });

  test('a host key that nobody confirmed is not accepted', { timeout: TIME }, async () => {
    await sshd.knownHosts('');
    await expect(reached()).rejects.toMatchObject({ info: { code: 'host-key-unknown' } });
    await sshd.knownHosts(sshd.hostKey);
  });

  test('a host key that changed is not accepted', { timeout: TIME }, async () => {
    const other = 'AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB';
    await sshd.knownHosts(sshd.hostKey.replace(/AAAA\S+/, other));
    await expect(reached()).rejects.toMatchObject({
      info: { code: 'host-key-changed', next: expect.stringContaining('ssh-keygen -R') },
    });
    await sshd.knownHosts(sshd.hostKey);
  });

  test('a key that is not accepted is told, and nobody is asked for a password', { timeout: TIME }, async () => {
    await sshd.offerKey('strange');
    await expect(reached()).rejects.toMatchObject({ info: { code: 'key-refused' } });
    await sshd.offerKey('good');
  });

  test('a port where nobody listens is told', { timeout: TIME }, async () => {
    const { machine } = parseRemote('ssh://127.0.0.1:1');
    await expect(bridges.machine(machine)).rejects.toMatchObject({ info: { code: 'connection-refused' } });
  });

  test('a name that nobody knows is told', { timeout: TIME }, async () => {
    const { machine } = parseRemote('ssh://no-such-host.invalid');
    await expect(bridges.machine(machine)).rejects.toMatchObject({ info: { code: 'no-such-host' } });
  });
});
