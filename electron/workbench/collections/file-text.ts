import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { existingFileSize } from '../files/existing-file.ts';
import { MAX_PROGRAM_BYTES } from '../programs/load.ts';

/** A text file as it is, with what stands for its bytes. */
export interface FileText {
  readonly text: string;
  readonly version: string;
}

export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Reads a program file whatever it holds: half a program is one to go on with. Throws `no-such-file`, `bad-program` for one too large or no text. */
export async function readFileText(path: string): Promise<FileText> {
  const size = await existingFileSize(path, 'program');
  if (size > MAX_PROGRAM_BYTES) throw bad(`${path} has ${size} bytes; a program has at most ${MAX_PROGRAM_BYTES}.`);
  const text = decoded(await readFile(path), path);
  return { text, version: versionOf(text) };
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw bad(`${path} is not text in UTF-8.`);
  }
}

const bad = (message: string) => new WorkbenchError({ code: 'bad-program', message, next: 'Choose another file.' });

export const changedOnDisk = (path: string) =>
  new WorkbenchError({
    code: 'changed-on-disk',
    message: `${path} was changed by another program since it was opened.`,
    next: 'Keep yours, take theirs, or compare them.',
  });
