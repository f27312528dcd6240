import { readFile } from 'node:fs/promises';
import type { Program } from '../../contract/program.ts';
import { badProgram } from '../../contract/programs/expression.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import { existingFileSize } from '../files/existing-file.ts';

/** Largest program, bytes. */
export const MAX_PROGRAM_BYTES = 16 * 1024 * 1024;

/** Reads a program file. Throws `no-such-file` or `bad-program` with step and field in one line. */
export async function loadProgram(path: string): Promise<Program> {
  const size = await existingFileSize(path, 'program');
  if (size > MAX_PROGRAM_BYTES)
    throw badProgram(`${path} has ${size} bytes; a program has at most ${MAX_PROGRAM_BYTES}.`);
  return parseProgram(await readFile(path, 'utf8'), path);
}
