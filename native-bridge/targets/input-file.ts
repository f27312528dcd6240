import { readFile, stat } from 'node:fs/promises';
import { WorkbenchError } from '../contract/errors.ts';

/**
 * Text of a file that a user named. Only a regular file of at most `most` bytes is opened: a pipe
 * could keep us waiting, a device could go on for ever. Throws `no-such-file` and `damaged-file`.
 */
export async function readInputFile(file: string, most: number): Promise<string> {
  const { size } = await regularFile(file);
  if (size > most) throw tooLarge(file, size, most);
  return readFile(file, 'utf8').catch((cause) => Promise.reject(unreadable(file, cause)));
}

async function regularFile(file: string) {
  const found = await stat(file).catch((cause) => Promise.reject(unreadable(file, cause)));
  if (found.isFile()) return found;
  throw new WorkbenchError({ code: 'no-such-file', message: `${file} is not a file.`, next: 'Name a file.' });
}

const unreadable = (file: string, cause: NodeJS.ErrnoException) => {
  const message = `${file} cannot be opened: ${cause.code ?? cause.message}.`;
  return new WorkbenchError({ code: 'no-such-file', message, next: 'Check the name.' }, { cause });
};

const tooLarge = (file: string, size: number, most: number) =>
  new WorkbenchError({
    code: 'damaged-file',
    message: `${file} has ${size} bytes; at most ${most} are read.`,
    next: 'Check that it is the right file.',
  });
