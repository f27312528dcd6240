import { readFile, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Program } from '../../contract/program.ts';
import { badProgram } from '../../contract/programs/expression.ts';
import { parseProgram } from '../../contract/programs/parse.ts';

/** Largest program file, bytes. */
const MAX_PROGRAM_BYTES = 16 * 1024 * 1024;

/** Reads a program file. Throws `no-such-file` or `bad-program` with step and field in one line. */
export async function loadProgram(path: string): Promise<Program> {
  const { size } = await stat(path).catch(() => Promise.reject(noSuchFile(path)));
  if (size > MAX_PROGRAM_BYTES)
    throw badProgram(`${path} has ${size} bytes; a program has at most ${MAX_PROGRAM_BYTES}.`);
  const text = await readFile(path, 'utf8').catch(() => Promise.reject(noSuchFile(path)));
  return parseProgram(text, path);
}

const noSuchFile = (path: string) =>
  new WorkbenchError({ code: 'no-such-file', message: `There is no program ${path}.`, next: 'Check the path.' });
