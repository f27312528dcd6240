import { constants } from 'node:fs';
import { open, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostFiles } from '../host-files.ts';

/** A process that has a file open. */
export interface Holder {
  readonly pid: number;
  readonly command: string;
}

/** Processes that have one of `files` (below /dev) open, as far as this user may see. */
export async function holdersOf(host: HostFiles, files: readonly string[]): Promise<Holder[]> {
  const paths = new Set(files.map((file) => join(host.dev, file)));
  if (paths.size === 0) return [];
  const pids = (await readdir(host.proc).catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(async (pid) => ((await hasOpen(host, pid, paths)) ? pid : undefined)));
  return Promise.all(found.filter((pid) => pid !== undefined).map((pid) => holder(host, pid)));
}

async function hasOpen(host: HostFiles, pid: string, paths: ReadonlySet<string>): Promise<boolean> {
  const folder = join(host.proc, pid, 'fd');
  const fds = await readdir(folder).catch(() => []);
  const targets = await Promise.all(fds.map((fd) => readlink(join(folder, fd)).catch(() => '')));
  return targets.some((target) => paths.has(target));
}

async function holder(host: HostFiles, pid: string): Promise<Holder> {
  const command = await readFile(join(host.proc, pid, 'comm'), 'utf8').catch(() => 'a program that just ended');
  return { pid: Number(pid), command: command.trim() };
}

/** `node (process 812)`. */
export const holderText = ({ pid, command }: Holder) => `${command} (process ${pid})`;

/**
 * Opens a file below /dev and closes it at once: the errno's name when the kernel refuses, EBUSY for what is taken. A vfio group does
 * nothing to its function when it is opened; a disk is opened for its exclusive use, which mounts, volumes and pools have.
 */
export async function tryOpen(host: HostFiles, file: string, flags = constants.O_RDWR): Promise<string | undefined> {
  try {
    const handle = await open(join(host.dev, file), flags);
    await handle.close();
    return undefined;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code ?? String(thrown);
  }
}
