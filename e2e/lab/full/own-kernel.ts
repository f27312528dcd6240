import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unpackAlone } from '../software/apt.ts';
import { kept } from '../software/cache.ts';
import { run } from '../software/run.ts';

/** Has ISM_VFIO_PCI, which Debian's own configuration leaves out, as it does IOMMUFD. */
const SOURCE = { suite: 'sid', architecture: 's390x', packages: ['linux-source-7.2'] };

const MAKE = ['ARCH=s390', 'CROSS_COMPILE=s390x-linux-gnu-'];

/** What compiling it needs: programs of this machine, and the Debian packages they are in. */
export const COMPILER = {
  make: 'make',
  's390x-linux-gnu-gcc': 'gcc-s390x-linux-gnu',
  gcc: 'gcc',
  flex: 'flex',
  bison: 'bison',
  bc: 'bc',
  xz: 'xz-utils',
};

/**
 * Image of a kernel with the settings of `kernel.config` and nothing else: IOMMUFD, device files of VFIO functions, and the VFIO driver
 * of ISM functions. Compiled once for each source and configuration, which takes two cores three minutes.
 */
export async function ownKernel(): Promise<string> {
  const fragment = join(import.meta.dirname, 'kernel.config');
  const archive = await sourceArchive();
  const recipe = { source: await sha256(archive), configuration: await readFile(fragment, 'utf8'), MAKE };
  const folder = await kept('kernel', recipe, (into) => compile(archive, fragment, into));
  return join(folder, 'bzImage');
}

async function sourceArchive(): Promise<string> {
  const folder = await kept('kernel-source', SOURCE, async (into) => {
    const scratch = join(into, '.apt');
    await mkdir(scratch);
    await unpackAlone(SOURCE, scratch, into);
    await rm(scratch, { recursive: true });
  });
  const sources = join(folder, 'usr', 'src');
  const [name] = (await readdir(sources)).filter((file) => file.endsWith('.tar.xz'));
  return join(sources, name!);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function compile(archive: string, fragment: string, into: string): Promise<void> {
  const tree = join(into, 'tree');
  await mkdir(tree);
  await run('tar', ['-xJf', archive, '-C', tree, '--strip-components=1']);
  await run('make', [...MAKE, 'tinyconfig'], tree);
  await run('scripts/kconfig/merge_config.sh', ['-m', '.config', fragment], tree);
  await run('make', [...MAKE, 'olddefconfig'], tree);
  await run('nice', ['make', ...MAKE, `-j${availableParallelism()}`, 'bzImage'], tree);
  await cp(join(tree, 'arch/s390/boot/bzImage'), join(into, 'bzImage'));
  await rm(tree, { recursive: true });
}
