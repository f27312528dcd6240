import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { kept } from '../software/cache.ts';
import { hostProgram } from '../software/host-program.ts';
import { MODULES } from './modules.ts';

/** What the guest needs of its packages. */
const FILES = [
  'usr/bin/busybox',
  'usr/bin/node',
  'usr/sbin/sshd',
  'usr/lib/openssh',
  'usr/bin/sudo',
  'usr/libexec/sudo',
  'usr/lib/s390x-linux-gnu/security',
  'etc/sudoers',
  'etc/sudoers.d',
  'usr/lib/ld64.so.1',
  // Debian's Node.js reads parts of itself from here.
  'usr/share/nodejs',
];
const LIBRARIES = 'usr/lib/s390x-linux-gnu';

const LINKS = { bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib' };
const MOUNT_POINTS = ['proc', 'sys', 'dev', 'run', 'tmp', 'share', 'etc', 'root', 'home/lab'];

export interface BootFiles {
  readonly kernel: string;
  readonly initrd: string;
}

/** The kernel of the guest's packages and the first file system, which is all the guest has: not compressed, which boots fastest. */
export async function bootFiles(guestTree: string, hostTree: string): Promise<BootFiles> {
  const init = await readFile(join(import.meta.dirname, 'init'), 'utf8');
  const recipe = { guestTree, FILES, MODULES, MOUNT_POINTS, LINKS, init };
  const folder = await kept('boot', recipe, (into) => makeBootFiles(guestTree, hostTree, into));
  return { kernel: join(folder, 'kernel'), initrd: join(folder, 'initrd') };
}

async function makeBootFiles(tree: string, hostTree: string, into: string): Promise<void> {
  const boot = join(tree, 'boot');
  const kernel = (await readdir(boot)).find((name) => name.startsWith('vmlinuz-'))!;
  await cp(join(boot, kernel), join(into, 'kernel'));
  const root = join(into, 'root');
  await copyPrograms(tree, root);
  await copyModules(join(tree, 'usr/lib/modules', kernel.replace('vmlinuz-', '')), root, hostTree);
  for (const folder of MOUNT_POINTS) await mkdir(join(root, folder), { recursive: true });
  for (const [name, target] of Object.entries(LINKS)) await symlink(target, join(root, name));
  await cp(join(import.meta.dirname, 'init'), join(root, 'init'));
  await chmod(join(root, 'init'), 0o755);
  await pack(root, join(into, 'initrd'), hostTree);
  await rm(root, { recursive: true });
}

async function copyPrograms(tree: string, root: string): Promise<void> {
  const libraries = (await readdir(join(tree, LIBRARIES))).filter((name) => name.includes('.so'));
  for (const path of [...FILES, ...libraries.map((name) => join(LIBRARIES, name))]) {
    await cp(join(tree, path), join(root, path), { recursive: true, verbatimSymlinks: true });
  }
}

/** Unpacks the modules beside each other, with a list of the order they are loaded in. */
async function copyModules(from: string, root: string, hostTree: string): Promise<void> {
  const into = join(root, 'usr/lib/modules', basename(from));
  await mkdir(into, { recursive: true });
  const all = await readdir(from, { recursive: true });
  for (const name of MODULES) {
    const path = all.find((one) => basename(one) === `${name}.ko.xz`);
    if (!path) throw new Error(`The guest's kernel has no module ${name}.`);
    await output(hostProgram(hostTree, 'xz'), ['-dc', join(from, path)], join(into, `${name}.ko`));
  }
  await writeFile(join(dirname(into), 'order'), `${MODULES.join('\n')}\n`);
}

async function pack(root: string, file: string, hostTree: string): Promise<void> {
  const list = (await pathsBelow(root)).sort().join('\n');
  await output(hostProgram(hostTree, 'cpio'), ['--quiet', '-o', '-H', 'newc', '-R', '0:0', '-D', root], file, list);
}

/** Everything below a folder, relative to it. Links are not followed. */
async function pathsBelow(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const paths = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...(await pathsBelow(root, path))] : [path];
  });
  return (await Promise.all(paths)).flat();
}

/** Runs a command with `input` and writes what it prints to `file`. */
async function output([program = '', ...before]: readonly string[], args: string[], file: string, input?: string) {
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(program, [...before, ...args], { stdio: [stdin, 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  child.stdin?.end(input);
  await pipeline(child.stdout!, createWriteStream(file));
  const status = await ended;
  if (status !== 0) throw new Error(`${basename(before.at(-1) ?? program)} ended with status ${status}.`);
}
