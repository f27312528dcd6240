import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Beginning of the name of a folder that belongs to this process. */
export const ownName = (prefix: string): string => `${prefix}${process.pid}-`;

/** Removes the folders of `prefix` in `parent` whose process was killed before it could. */
export async function removeLeftovers(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (!Number.isNaN(owner) && !isAlive(owner)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
