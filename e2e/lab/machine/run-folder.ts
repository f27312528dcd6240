import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { bdfOf, type LabFunction } from '../guest/functions.ts';
import { ownName, removeLeftovers } from '../software/leftovers.ts';
import { run } from '../software/run.ts';

const PREFIX = 'zpci-lab-';
const GUEST = join(import.meta.dirname, '..', 'guest');

/** What belongs to one run of the guest: keys, share, sockets, logs. Gone when the run is over. */
export class RunFolder {
  readonly path: string;

  /** A folder of an earlier call of `create`, also of another process. */
  constructor(path: string) {
    this.path = path;
  }

  /** Makes it, with new keys, and with a share that tells the guest which functions to bind. */
  static async create(functions: readonly LabFunction[]): Promise<RunFolder> {
    await removeLeftovers(tmpdir(), PREFIX);
    const folder = new RunFolder(mkdtempSync(join(tmpdir(), ownName(PREFIX))));
    for (const path of [folder.bin, folder.keys]) mkdirSync(path, { recursive: true });
    cpSync(GUEST, join(folder.share, 'guest'), { recursive: true });
    const bound = functions.filter(({ driver }) => driver === 'vfio-pci').map(bdfOf);
    writeFileSync(join(folder.share, 'vfio-functions'), bound.map((bdf) => `${bdf}\n`).join(''));
    for (const name of ['host', 'user']) {
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', `lab ${name}`, '-f', join(folder.keys, name)]);
    }
    return folder;
  }

  get share(): string {
    return join(this.path, 'share');
  }
  get keys(): string {
    return join(this.share, 'keys');
  }
  /** First on PATH: holds the `ssh` that knows the guest. */
  get bin(): string {
    return join(this.path, 'bin');
  }
  get console(): string {
    return join(this.path, 'console.txt');
  }
  get log(): string {
    return join(this.path, 'qemu.txt');
  }
  get qmp(): string {
    return join(this.path, 'qmp');
  }
  get port(): number {
    return Number(readFileSync(join(this.path, 'port'), 'utf8'));
  }

  /**
   * Lets the system's ssh client know the guest at `port`. The client takes the home folder from the user's account and not from HOME,
   * so the configuration is named by an `ssh` that is found first.
   */
  writeSshClient(port: number): void {
    writeFileSync(join(this.path, 'port'), String(port));
    const hostKey = readFileSync(join(this.keys, 'host.pub'), 'utf8');
    writeFileSync(join(this.path, 'known_hosts'), `[127.0.0.1]:${port} ${hostKey}`);
    writeFileSync(join(this.path, 'ssh_config'), sshConfig(this.path, join(this.keys, 'user')));
    const wrapper = join(this.bin, 'ssh');
    writeFileSync(wrapper, `#!/bin/sh\nexec ${systemSsh()} -F ${join(this.path, 'ssh_config')} "$@"\n`);
    chmodSync(wrapper, 0o755);
  }
}

/** The client of this machine; that of another guest's run is passed over. */
function systemSsh(): string {
  const paths = process.env.PATH!.split(delimiter).map((folder) => join(folder, 'ssh'));
  return paths.find((path) => existsSync(path) && !path.includes(PREFIX))!;
}

const sshConfig = (folder: string, key: string) => `Host 127.0.0.1
  IdentityFile ${key}
  IdentitiesOnly yes
  UserKnownHostsFile ${join(folder, 'known_hosts')}
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
`;
