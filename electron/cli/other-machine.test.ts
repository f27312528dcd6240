import { mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedAssets } from '../workbench/assets.ts';
import { type FakeSsh, fakeSsh } from '../workbench/hosts/testing/fake-ssh.ts';
import { installZpciwb, type Zpciwb } from './testing/zpciwb.ts';

const PREBUILT = 'native-bridge/addon/prebuilt';
const TIME = 60_000;

let installed: Zpciwb;
let ssh: FakeSsh;

beforeAll(async () => {
  installed = await installZpciwb();
  const { root } = installed;
  await mkdir(join(root, dirname(PREBUILT)), { recursive: true });
  await symlink(join(dirname(shippedAssets()), PREBUILT), join(root, PREBUILT));
  ssh = await fakeSsh();
}, TIME);
afterAll(() => ssh.end());

const zpciwb = (...args: readonly string[]) => installed.run(args);

test('the functions of another machine are listed', { timeout: TIME }, async () => {
  const { status, out, err } = await zpciwb('targets', 'ssh://me@lab', '--json');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  for (const { address, kind } of JSON.parse(out).targets) {
    expect(kind).toBe('vfio');
    expect(address).toMatch(/^ssh:\/\/me@lab\//);
  }
});

test('every command that takes a target takes one on another machine', { timeout: TIME }, async () => {
  const target = 'ssh://me@lab/sim:ism';
  const inspected = await zpciwb('inspect', target);
  expect(inspected).toMatchObject({ status: 0, err: '', out: expect.stringContaining('zpci-base') });
  const recording = join(await mkdtemp(join(tmpdir(), 'zpci-other-')), 'a.mcap');
  const burst = ['burst', '--target', target, '--arm', '--count', '100', '--len', '8', '--record', recording];
  expect(await zpciwb(...burst)).toMatchObject({ status: 0 });
  expect(await zpciwb('verify', recording)).toMatchObject({ status: 0 });
});

test('a machine that cannot be reached ends with 3 and one line: what, why, what to do', {
  timeout: TIME,
}, async () => {
  await ssh.plays(`echo 'me@lab: Permission denied (publickey).' >&2; exit 255`);
  const { status, err } = await zpciwb('inspect', 'ssh://me@lab/0007:00:00.0');
  expect(status).toBe(3);
  expect(err).toMatch(/^zpciwb: me@lab does not accept the key of this user\. .*: ssh-copy-id me@lab\n$/);
});

test.each(['ssh://-oProxyCommand=id', 'ssh://lab/nonsense'])('%s is wrong usage', {
  timeout: TIME,
}, async (address) => {
  expect((await zpciwb('inspect', address)).status).toBe(2);
});
