import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseRemote } from '../../contract/remote-address.ts';
import { Bridges, type HostNews } from './bridges.ts';
import { mayPass } from './failures.ts';
import { type ParcelFiles, packParcels } from './parcel.ts';
import { type FakeSsh, fakeSsh, HONEST, testParcel } from './testing/fake-ssh.ts';

let ssh: FakeSsh;
let parcel: ParcelFiles;

beforeAll(async () => {
  parcel = await testParcel();
});

beforeEach(async () => {
  ssh = await fakeSsh();
  return () => ssh.end();
});

const { machine } = parseRemote('ssh://me@lab:2222');

function reaching() {
  const news: HostNews[] = [];
  const bridges = new Bridges({ command: ['none'], parcel });
  bridges.onNews((_, one) => news.push(one));
  return { bridges, news };
}

/** The error that reaching the machine ends with. */
async function failure(script: string, to = machine) {
  await ssh.plays(script);
  const { bridges, news } = reaching();
  const error = await bridges.machine(to).then(
    () => undefined,
    (thrown) => thrown.info,
  );
  expect(news.at(-1)).toEqual({ state: 'failed', error });
  return error;
}

const cacheFolder = async () => {
  const { byMachine } = await packParcels(parcel);
  return join(ssh.home, '.cache/zpci-workbench/1.2.3', [...byMachine.values()][0]!.hash);
};

describe('a machine is reached', () => {
  test('with the bridge program copied once, by hash, and started from there the next time', async () => {
    const first = reaching();
    const bridge = await first.bridges.machine(machine);
    const { targets } = await bridge.call('targets.list', {});
    expect(targets.map(({ address }) => address)).toContain('sim:ism');
    expect(
      first.news.map((news) => (news.state === 'connecting' ? news.doing.replace(/ \(.*/, '') : news.state)),
    ).toEqual(
      expect.arrayContaining(['Connecting', 'Copying the bridge program', 'Starting the bridge program', 'connected']),
    );
    expect(first.news.at(-1)).toMatchObject({ about: { 'Node.js': process.version } });
    await first.bridges.close();
    expect(await readdir(await cacheFolder())).toEqual(['bridge.mjs', 'zpci.node']);

    const second = reaching();
    await second.bridges.machine(machine);
    expect(second.news).not.toContainEqual(expect.objectContaining({ doing: expect.stringContaining('Copying') }));
    await second.bridges.close();
  });

  test('by several at once', async () => {
    const all = Array.from({ length: 4 }, reaching);
    await Promise.all(all.map(({ bridges }) => bridges.machine(machine)));
    await Promise.all(all.map(({ bridges }) => bridges.close()));
    expect(await readdir(await cacheFolder())).toEqual(['bridge.mjs', 'zpci.node']);
  });

  test('with files that were damaged over there mended', async () => {
    const folder = await cacheFolder();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'bridge.mjs'), 'process.exit(9)');
    const { bridges } = reaching();
    await bridges.machine(machine);
    await bridges.close();
    const mended = await readFile(join(folder, 'bridge.mjs'));
    expect(mended.equals(await readFile(parcel.bridge))).toBe(true);
  });

  test('although its login shell is talkative', async () => {
    await ssh.plays(`echo 'Welcome!'; printf 'no end of line'; ${HONEST}`);
    const { bridges } = reaching();
    expect((await bridges.machine(machine)).alive).toBe(true);
    await bridges.close();
  });

  test('with the ssh client told to ask nothing, and the machine as plain words', async () => {
    await ssh.plays(`echo "$*" | head -c 600 > "$HOME/arguments"; env > "$HOME/environment"; ${HONEST}`);
    const { bridges } = reaching();
    await bridges.machine(machine);
    await bridges.close();
    const given = await readFile(join(ssh.home, 'arguments'), 'utf8');
    expect(given).toContain('-o BatchMode=yes');
    expect(given).toMatch(/ -l me -p 2222 -- lab exec sh -c /);
    expect(await readFile(join(ssh.home, 'environment'), 'utf8')).toContain('SSH_ASKPASS_REQUIRE=never');
  });

  test('through sudo when asked to', async () => {
    await mkdir(join(ssh.home, 'bin'));
    await writeFile(join(ssh.home, 'bin/sudo'), '#!/bin/sh\necho "$1 $2" > "$HOME/sudo"; shift 2; exec "$@"\n');
    await chmod(join(ssh.home, 'bin/sudo'), 0o755);
    await ssh.plays(`PATH="$HOME/bin:$PATH"; ${HONEST}`);
    const { bridges } = reaching();
    const way = await bridges.for('ssh://me@lab/0007:00:00.0?sudo=1&backend=iommufd');
    expect(way).toMatchObject({ address: 'vfio:0007:00:00.0?backend=iommufd', host: 'ssh://me@lab?sudo=1' });
    expect(await readFile(join(ssh.home, 'sudo'), 'utf8')).toBe('-n --\n');
    await bridges.close();
  });
});

/** What the clients and shells of the world say: [code, script, what the error names]. */
const REFUSALS: readonly (readonly [string, string, RegExp])[] = [
  [
    'no-such-host',
    `echo 'ssh: Could not resolve hostname lab: Name or service not known' >&2; exit 255`,
    /no machine me@lab:2222/,
  ],
  ['connection-refused', `echo 'ssh: connect to host lab port 2222: Connection refused' >&2; exit 255`, /refuses/],
  ['connection-timeout', `echo 'ssh: connect to host lab port 2222: Connection timed out' >&2; exit 255`, /not answer/],
  ['connection-timeout', `echo 'Connection timed out during banner exchange' >&2; exit 255`, /not answer/],
  ['unreachable', `echo 'ssh: connect to host lab port 2222: No route to host' >&2; exit 255`, /cannot be reached/],
  ['key-refused', `echo 'me@lab: Permission denied (publickey,password).' >&2; exit 255`, /does not accept the key/],
  [
    'host-key-changed',
    `echo '@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @' >&2; echo 'Host key verification failed.' >&2; exit 255`,
    /another host key/,
  ],
  [
    'host-key-unknown',
    `echo 'No ED25519 host key is known for lab and you have requested strict checking.' >&2; echo 'Host key verification failed.' >&2; exit 255`,
    /not in known_hosts/,
  ],
  ['ssh-config', `echo '/root/.ssh/config: line 1: Bad configuration option: xyz' >&2; exit 255`, /line 1/],
  [
    'connection-closed',
    `echo 'kex_exchange_identification: Connection closed by remote host' >&2; exit 255`,
    /was closed/,
  ],
  ['ssh-failed', `echo 'something that nobody has seen' >&2; exit 255`, /something that nobody has seen/],
  ['bad-shell', `echo 'This account is currently not available.'; exit 1`, /not available/],
  [
    'no-node',
    `PATH=$HOME/none:/bin; mkdir $HOME/none; cd /; COMMAND=$(echo "$COMMAND" | sed 's/node nodejs/none/'); ${HONEST}`,
    /no Node.js/,
  ],
  [
    'node-too-old',
    `mkdir $HOME/old; printf '#!/bin/sh\\necho v16.20.2\\n' > $HOME/old/node; chmod +x $HOME/old/node; COMMAND=$(echo "$COMMAND" | sed "s#node nodejs /usr#$HOME/old/node /none#"); ${HONEST}`,
    /old\/node v16\.20\.2/,
  ],
  [
    'unsupported-machine',
    `mkdir $HOME/bin; printf '#!/bin/sh\\necho ppc64le\\n' > $HOME/bin/uname; chmod +x $HOME/bin/uname; PATH=$HOME/bin:$PATH; ${HONEST}`,
    /ppc64le-ppc64le machine/,
  ],
  ['cache-not-writable', `touch $HOME/.cache; ${HONEST}`, /(EEXIST|ENOTDIR)/],
  ['cache-not-writable', `unset HOME; ${HONEST}`, /HOME is not set/],
];

describe('what keeps us from a machine is named, with the way out of it', () => {
  test.each(REFUSALS)('%s', async (code, script, named) => {
    const error = await failure(script);
    expect(error).toMatchObject({ code, message: expect.stringMatching(named), next: expect.any(String) });
    expect(error.details).toHaveProperty('stderr');
  });

  test.each([
    ['sudo-password', 'sudo: a password is required', 'NOPASSWD'],
    ['sudo-refused', 'me is not in the sudoers file.', 'NOPASSWD'],
    ['sudo-refused', 'sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set', 'NOPASSWD'],
    ['sudo-refused', 'sudo: sorry, you must have a tty to run sudo', '!requiretty'],
    ['no-sudo', "env: can't execute 'sudo': No such file or directory", 'install sudo'],
    ['no-sudo', 'env: ‘sudo’: No such file or directory', 'install sudo'],
    ['bridge-gone', 'sudo: unable to resolve host lab: Name or service not known', undefined],
  ])('%s: %s', async (code, said, command) => {
    await mkdir(join(ssh.home, 'bin'));
    await writeFile(join(ssh.home, 'bin/sudo'), `#!/bin/sh\necho "${said}" >&2; exit 1\n`);
    await chmod(join(ssh.home, 'bin/sudo'), 0o755);
    const error = await failure(`PATH=$HOME/bin:$PATH; ${HONEST}`, parseRemote('ssh://me@lab?sudo=1').machine);
    expect(error).toMatchObject({ code, ...(command && { details: { command: expect.stringContaining(command) } }) });
    expect(error.details.command === undefined).toBe(command === undefined);
  });

  test('cache-noexec', async ({ skip }) => {
    await mkdir(join(ssh.home, '.cache'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'noexec', 'none', join(ssh.home, '.cache')]).status === 0;
    skip(!mounted, 'needs the right to mount');
    try {
      expect(await failure(HONEST)).toMatchObject({ code: 'cache-noexec', message: expect.stringContaining('noexec') });
      expect(await failure(HONEST)).toMatchObject({ code: 'cache-noexec' });
    } finally {
      spawnSync('umount', [join(ssh.home, '.cache')]);
    }
  });

  test.each([
    ['connection-closed', 'Connection to lab closed by remote host.'],
    ['bridge-gone', ''],
  ])('%s: a link that broke behind a bridge program that sudo started with a warning', async (code, said) => {
    const warning = 'sudo: /etc/sudoers.d/lab is world writable';
    await mkdir(join(ssh.home, 'bin'));
    await writeFile(
      join(ssh.home, 'bin/sudo'),
      `#!/bin/sh\necho '${warning}' >&2; echo $$ > "$HOME/pid"; shift 2; exec "$@"\n`,
    );
    await chmod(join(ssh.home, 'bin/sudo'), 0o755);
    await ssh.plays(`PATH="$HOME/bin:$PATH"; sh -c "$COMMAND"; echo '${said}' >&2; exit 255`);
    const { bridges } = reaching();
    const bridge = await bridges.machine(parseRemote('ssh://me@lab?sudo=1').machine);
    process.kill(Number(await readFile(join(ssh.home, 'pid'), 'utf8')), 'SIGKILL');
    const gone = await bridge.gone;
    expect(gone).toMatchObject({ code, details: { stderr: expect.arrayContaining([warning]) } });
    expect(mayPass(gone)).toBe(true);
    await bridges.close();
  });

  test('a bridge program that crashes, with its last words', async () => {
    const error = await failure(
      `COMMAND="printf 'zpciwb: start\\n'; echo 'Error: out of memory' >&2; exit 134"; ${HONEST}`,
    );
    expect(error).toMatchObject({ code: 'bridge-gone', message: expect.stringContaining('out of memory') });
  });

  test('a connection that ends while the bridge program is copied', async () => {
    const error = await failure(
      `printf 'zpciwb: need Linux-x86_64\\n'; head -c 1000 > /dev/null; echo 'Connection reset by 10.0.0.1 port 22' >&2; exit 255`,
    );
    expect(error.code).toBe('connection-closed');
  });

  test('a machine without an ssh client', async () => {
    const path = process.env.PATH;
    process.env.PATH = ssh.home;
    const { bridges } = reaching();
    await expect(bridges.machine(machine)).rejects.toMatchObject({ info: { code: 'no-ssh' } });
    process.env.PATH = path;
  });

  test('a machine that is left before it answered', async () => {
    await ssh.plays('exec sleep 1000');
    const { bridges } = reaching();
    const reached = bridges.machine(machine).catch((thrown) => thrown.info.code);
    await bridges.close();
    expect(await reached).toMatch(/bad-shell|ssh-failed/);
  });

  test('files that are missing in this installation', async () => {
    const bridges = new Bridges({ command: ['none'], parcel: { ...parcel, addon: () => '/none' } });
    await expect(bridges.machine(machine)).rejects.toMatchObject({ info: { code: 'broken-installation' } });
  });
});

afterAll(() => ssh.end());
