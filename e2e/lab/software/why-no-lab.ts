import { spawnSync } from 'node:child_process';
import { bootFiles } from '../guest/initrd.ts';
import { arm64Node } from './arm64-node.ts';
import { debianArchive } from './debian-archive.ts';
import { guestTree, hostTree } from './trees.ts';

/** Programs of this machine that the lab uses, and the Debian packages they are in. */
const PROGRAMS = {
  'apt-get': 'apt',
  'dpkg-deb': 'dpkg',
  setpriv: 'util-linux',
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
};

/**
 * Gets everything that a guest is started from and that specs run, so that after this no network is needed. Gives the reason where that cannot be had on this
 * machine, with what mends it. `more`: further programs that are needed, and the packages they are in.
 */
export async function whyNoLab(more: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'The lab runs on Linux only.';
  const missing = missingPackages({ ...PROGRAMS, ...more });
  if (missing.length > 0) return `The lab needs programs that are not installed: apt-get install ${missing.join(' ')}`;
  if (!(await debianArchive())) return 'The lab needs a Debian archive in the apt sources of this machine.';
  try {
    await bootFiles(await guestTree(), await hostTree());
    await arm64Node();
    return undefined;
  } catch (thrown) {
    return `The packages of the lab could not be fetched: ${(thrown as Error).message}`;
  }
}

/** As root on Debian they are installed at once. */
function missingPackages(programs: Readonly<Record<string, string>>): string[] {
  const missing = Object.entries(programs).filter(([program]) => !isInstalled(program));
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (packages.length === 0 || process.getuid?.() !== 0 || !isInstalled('apt-get')) return packages;
  spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
  const { status } = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    stdio: 'inherit',
  });
  return status === 0 ? [] : packages;
}

const isInstalled = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
