import { writeFile } from 'node:fs/promises';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';

/** Writes a report file, replacing an earlier one. Throws `write-failed`. */
export async function writeText(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((cause: NodeJS.ErrnoException) => {
    const message = `Writing ${path} failed with ${cause.code ?? cause.message}.`;
    throw new WorkbenchError({ code: 'write-failed', message, next: 'Choose another file.' }, { cause });
  });
}
