import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';

/** Whether a process of this machine has a file open; `unknown` where the system does not say: not on Linux, or not of another user's. */
export async function writerOf(path: string): Promise<'there' | 'gone' | 'unknown'> {
  try {
    const [real, { uid }] = await Promise.all([realpath(path), stat(path)]);
    const me = process.getuid?.();
    if (me !== 0 && me !== uid) return 'unknown';
    const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    for (const id of processes) if (await hasOpen(`/proc/${id}`, real)) return 'there';
    return processes.length > 0 ? 'gone' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Whether a process has the file open for writing. Processes come and go, and those of others are closed: they have not. */
async function hasOpen(process: string, file: string): Promise<boolean> {
  for (const name of await readdir(`${process}/fd`).catch(() => []))
    if ((await readlink(`${process}/fd/${name}`).catch(() => '')) === file && (await isForWriting(process, name)))
      return true;
  return false;
}

/** The octal open flags in fdinfo: the last two bits are 0 for a file that is only read. */
async function isForWriting(process: string, name: string): Promise<boolean> {
  const info = await readFile(`${process}/fdinfo/${name}`, 'utf8').catch(() => '');
  const flags = /^flags:\s*([0-7]+)/m.exec(info)?.[1];
  return flags !== undefined && (Number.parseInt(flags, 8) & 3) !== 0;
}
