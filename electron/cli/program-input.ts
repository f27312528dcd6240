import type { Program } from '../contract/program.ts';
import { badProgram } from '../contract/programs/expression.ts';
import { parseProgram } from '../contract/programs/parse.ts';
import { loadProgram, MAX_PROGRAM_BYTES } from '../workbench/programs/load.ts';
import type { Io } from './io.ts';

/** The program in the file at `path`, or on standard input when that is `-`. Throws as `loadProgram`. */
export async function programFrom(io: Io, path: string): Promise<Program> {
  if (path !== '-') return loadProgram(path);
  const text = await io.stdin(MAX_PROGRAM_BYTES);
  if (text.length <= MAX_PROGRAM_BYTES) return parseProgram(text.toString(), 'stdin');
  throw badProgram(`stdin holds more than ${MAX_PROGRAM_BYTES} bytes, which is more than a program may have.`);
}
