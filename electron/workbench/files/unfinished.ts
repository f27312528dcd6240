import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files have their name only once they are whole; until then the process that writes them stands behind it. */
const UNFINISHED = /\.(\d+)\.part$/;

/** Path under which this process writes the file that will be at `path`. */
export const unfinished = (path: string): string => `${path}.${process.pid}.part`;

/** The name a file has, or will have. */
export const finishedName = (name: string): string => name.replace(UNFINISHED, '');

/** Removes what processes that are gone left unfinished in a folder. */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const abandoned = names.filter((name) => UNFINISHED.test(name) && !isRunning(Number(UNFINISHED.exec(name)![1])));
  await Promise.all(abandoned.map((name) => rm(join(folder, name), { force: true }).catch(() => {})));
}

/** A process of somebody else runs too, although it may not be signalled. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
