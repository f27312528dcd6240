import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseRemote } from '../../../electron/contract/remote-address.ts';
import type { Bridges } from '../../../electron/workbench/hosts/bridges.ts';
import { ownBridges } from '../target/bridges.ts';
import { RemoteTarget } from '../target/remote-target.ts';
import { lab } from '../the-lab.ts';

/** The bridge program through the real `sudo -n`, which hands its streams on through pipes of its own. */

/** Node.js starts three times in an emulated guest. */
const TIME = { timeout: 300_000 };

const RULE = '/etc/sudoers.d/zpciwb';
const address = `${lab.address('net', 'lab')}?sudo=1`;

let bridges: Bridges;
beforeEach(async () => {
  // The page about setting up a host leaves the right there.
  await lab.sh(`rm -f ${RULE}`);
  bridges = ownBridges();
});
afterEach(async () => {
  await bridges.close();
  await lab.sh(`rm -f ${RULE}`);
});

/** What opening comes to without the right. */
const refusal = async () => (await bridges.for(address).catch((thrown) => thrown)).info;

test('without the right the error gives the line for sudoers; with that line the function opens', TIME, async () => {
  const { code, message, details } = await refusal();
  expect({ code, message }).toMatchObject({ code: 'sudo-password', message: expect.stringContaining('password') });
  expect(details.command).toBe(`echo 'lab ALL=(root) NOPASSWD: ALL' | sudo tee ${RULE}`);
  await lab.sh(details.command);

  const way = await bridges.for(address);
  expect(await lab.sh(`stat -c %U /proc/${way.bridge.hello.pid}`)).toBe('root');
  const target = await RemoteTarget.open(way.bridge, way.address);
  expect(await target.send({ kind: 'config.read', offset: 0n, length: 4 })).toMatchObject({ status: 'ok' });
  await target.close();
  const { pid } = way.bridge.hello;
  await bridges.leave(parseRemote(address).machine);
  await expect.poll(async () => (await lab.ssh(`test -e /proc/${pid}`)).status).toBe(1);
});

test.each([
  ['no user of its file', 'Defaults:lab !authenticate', /is not in the sudoers file/, 'NOPASSWD: ALL'],
  [
    'a rule for terminals only',
    'Defaults requiretty\nlab ALL=(root) NOPASSWD: ALL',
    /in a terminal only/,
    '!requiretty',
  ],
])('%s', async (_, rule, message, command) => {
  await lab.sh(`cat >${RULE}`, { input: `${rule}\n` });
  expect(await refusal()).toMatchObject({
    code: 'sudo-refused',
    message: expect.stringMatching(message),
    details: { command: expect.stringContaining(command) },
  });
});

test('a host without sudo', async () => {
  const hide = (from: string, to: string) => lab.sh(`mv /usr/bin/${from} /usr/bin/${to}`);
  await hide('sudo', 'no-sudo');
  try {
    expect(await refusal()).toMatchObject({ code: 'no-sudo' });
  } finally {
    await hide('no-sudo', 'sudo');
  }
});
