import { access, constants, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/**
 * Bytes of the `what` at `path`. It must be a regular file that can be read: opening a pipe could wait for ever, a device has no end.
 * Throws `no-such-file`.
 */
export async function existingFileSize(path: string, what: string): Promise<number> {
  const found = await stat(path).catch(() => Promise.reject(noSuchFile(`There is no ${what} ${path}.`)));
  if (!found.isFile()) throw noSuchFile(`${path} is not a file, and so no ${what}.`);
  await access(path, constants.R_OK).catch(() => Promise.reject(noSuchFile(`The ${what} ${path} cannot be read.`)));
  return found.size;
}

const noSuchFile = (message: string) =>
  new WorkbenchError({ code: 'no-such-file', message, next: 'Check the path and who may read it.' });
