import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Selection, unpackWithDependencies } from './apt.ts';
import { kept } from './cache.ts';
import { run } from './run.ts';

/** What runs in the guest: the suite's own kernel and Node.js, and the ssh server and sudo that labs have. */
const GUEST: Selection = {
  suite: 'trixie',
  architecture: 's390x',
  packages: ['linux-image-s390x', 'nodejs', 'openssh-server', 'sudo', 'busybox-static'],
};

/**
 * What runs here: a QEMU new enough to carry TCP with vector instructions and to know NVMe as a zPCI function (10.0; 7.2 does neither),
 * and what packs the guest's first file system.
 */
const HOST: Omit<Selection, 'architecture'> = {
  suite: 'trixie',
  packages: ['qemu-system-s390x', 'cpio', 'xz-utils'],
};

/** The root of the guest's packages, unpacked. */
export const guestTree = (): Promise<string> => tree('guest', GUEST);

/** The root of the packages for this machine, unpacked: nothing needs to be installed. */
export async function hostTree(): Promise<string> {
  return tree('host', await ofThisMachine(HOST));
}

/** Packages for the architecture of this machine. */
export async function ofThisMachine(packages: Omit<Selection, 'architecture'>): Promise<Selection> {
  const architecture = (await run('dpkg', ['--print-architecture'])).trim();
  return { ...packages, architecture };
}

/** Packages and all they depend on, unpacked into a folder that is kept under `name`. */
export const tree = (name: string, selection: Selection): Promise<string> =>
  kept(name, selection, async (folder) => {
    const scratch = join(folder, '.apt');
    await mkdir(scratch);
    await unpackWithDependencies(selection, scratch, folder);
    await rm(scratch, { recursive: true });
  });
