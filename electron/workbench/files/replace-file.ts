import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFailed } from '../recorder/file-sink.ts';
import { unfinished } from './unfinished.ts';

let writes = 0;

/** Writes a file whole or not at all, in place of one that is there, making its folder; it is on the disk when this resolves. Throws `write-failed`. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const part = unfinished(`${path}.${++writes}`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, text, { flush: true });
    await rename(part, path);
  } catch (thrown) {
    await rm(part, { force: true }).catch(() => {});
    throw writeFailed(path, thrown);
  }
}
