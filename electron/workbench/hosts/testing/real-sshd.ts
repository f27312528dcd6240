import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { sshClients } from './ssh-clients.ts';

const SSHD = '/usr/sbin/sshd';
const SSH = '/usr/bin/ssh';

/** What has to be installed for a real ssh server on this machine; undefined when it is there. */
export const missingSshd = [SSHD, SSH].every(existsSync) ? undefined : 'apt-get install openssh-server openssh-client';

/** An ssh server of this user on loopback, with keys, configuration and port of its own; `ssh` on PATH knows it. */
export interface RealSshd {
  /** `ssh://user@127.0.0.1:port` */
  readonly address: string;
  /** Where the other side keeps what is copied. */
  readonly cache: string;
  /** Lines of known_hosts; tests replace them. */
  knownHosts(lines: string): Promise<void>;
  /** The public key of the server, as known_hosts wants it. */
  readonly hostKey: string;
  /** The key that the client offers: the one that is accepted, or another. */
  offerKey(which: 'good' | 'strange'): Promise<void>;
  /** Clients that this process started with the configuration for this server, and that still run. */
  clients(): number[];
  end(): Promise<void>;
}

export async function realSshd(): Promise<RealSshd> {
  const folder = await mkdtemp(join(tmpdir(), 'zpci-sshd-'));
  for (const key of ['host', 'good', 'strange']) newKey(join(folder, key));
  const port = await freePort();
  const cache = join(folder, 'cache');
  const server = await startServer(folder, port, cache);
  const path = process.env.PATH ?? '';
  const name = `[127.0.0.1]:${port}`;
  const hostKey = (await readFile(join(folder, 'host.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
  const sshd: RealSshd = {
    address: `ssh://${userInfo().username}@127.0.0.1:${port}`,
    cache,
    hostKey: `${name} ${hostKey}\n`,
    knownHosts: (lines) => writeFile(join(folder, 'known_hosts'), lines),
    offerKey: (which) => copyFile(join(folder, which), join(folder, 'used')),
    clients: () => sshClients().filter((pid) => commandLine(pid).includes(folder)),
    async end() {
      process.env.PATH = path;
      server.kill();
      await once(server, 'exit');
    },
  };
  await writeClient(folder);
  process.env.PATH = `${folder}${delimiter}${path}`;
  await sshd.knownHosts(sshd.hostKey);
  await sshd.offerKey('good');
  return sshd;
}

/** Empty for a process that is gone, or that ended and was not waited for yet. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const newKey = (file: string) => execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);

async function startServer(folder: string, port: number, cache: string): Promise<ChildProcess> {
  const config = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${folder}/host`,
    `AuthorizedKeysFile ${folder}/good.pub`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    `SetEnv XDG_CACHE_HOME=${cache}`,
  ];
  await writeFile(join(folder, 'sshd_config'), `${config.join('\n')}\n`);
  // Debian's sshd wants this folder, which its service makes at boot.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const server = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  for await (const text of server.stderr) {
    said += text;
    if (said.includes('listening on')) break;
  }
  if (!said.includes('listening on')) throw new Error(`sshd did not start: ${said}`);
  return server;
}

/** An `ssh` with a configuration of its own: the real client reads that of the user, wherever HOME points. */
async function writeClient(folder: string): Promise<void> {
  const config = [
    `IdentityFile ${folder}/used`,
    'IdentitiesOnly yes',
    'IdentityAgent none',
    `UserKnownHostsFile ${folder}/known_hosts`,
    'GlobalKnownHostsFile none',
  ];
  await writeFile(join(folder, 'ssh_config'), `${config.join('\n')}\n`);
  await writeFile(join(folder, 'ssh'), `#!/bin/sh\nexec ${SSH} -F ${folder}/ssh_config "$@"\n`);
  await chmod(join(folder, 'ssh'), 0o755);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
