import { rename, writeFile } from 'node:fs/promises';

/** Writes a file whole or not at all, in place of one that is there. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
