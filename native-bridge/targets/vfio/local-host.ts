import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { arch, networkInterfaces, platform, release, userInfo } from 'node:os';
import { join } from 'node:path';
import { loadAddon } from '../../addon/index.ts';
import { Journal } from './binding/journal.ts';
import { type HostFiles, THIS_HOST } from './host-files.ts';

/** The machine the bridge runs on, as doctor and binding see it; other values are a machine under test. */
export interface LocalHost {
  readonly files: HostFiles;
  /** Version of Node.js without the v: `20.19.2`. */
  readonly node: string;
  /** `linux`, as Node.js names it. */
  readonly platform: string;
  /** `s390x`, `x64`, as Node.js names it. */
  readonly arch: string;
  /** Release of the kernel: `6.12.107+deb13-s390x`. */
  readonly kernel: string;
  /** 0 is root. */
  readonly uid: number;
  /** The network interface the ssh connection comes in by, when the bridge was started through one. */
  readonly sshInterface?: string;
  readonly journal: Journal;
  /** Writes a file of sysfs; the kernel acts on it before this resolves. */
  readonly write: (path: string, text: string) => Promise<void>;
  /** Throws `no-addon`. */
  readonly loadAddon: () => unknown;
}

/** This machine, now. */
export const thisMachine = (): LocalHost => ({
  files: THIS_HOST,
  node: process.versions.node,
  platform: platform(),
  arch: arch(),
  kernel: release(),
  uid: process.getuid?.() ?? -1,
  sshInterface: sshInterface(),
  journal: new Journal(journalFolder(), THIS_HOST),
  write,
  loadAddon,
});

/** By the rules for state of a user that has to outlive the program (XDG base directories). */
const journalFolder = () =>
  join(process.env.XDG_STATE_HOME || join(userInfo().homedir, '.local', 'state'), 'zpci-workbench', 'bound');

/** SSH_CONNECTION is `client port server port`; sudo drops it. */
function sshInterface(): string | undefined {
  const own = process.env.SSH_CONNECTION?.split(' ')[2];
  const all = Object.entries(networkInterfaces());
  return all.find(([, addresses = []]) => addresses.some(({ address }) => address === own))?.[0];
}

/** Opened for writing alone: sysfs refuses to open for reading what cannot be read. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY);
  await file.write(text).finally(() => file.close());
}
