import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { errorInfo } from '../../native-bridge/contract/errors.ts';
import { issueLine } from '../../native-bridge/contract/issue-line.ts';
import { type Program, type Rows, rowListSchema, rowsSchema } from '../contract/program.ts';
import { badProgram } from '../contract/programs/expression.ts';
import { parseProgram } from '../contract/programs/parse.ts';
import { existingFileSize } from '../workbench/files/existing-file.ts';
import { loadProgram, MAX_PROGRAM_BYTES } from '../workbench/programs/load.ts';
import type { Io } from './io.ts';

/** The program in the file at `path`, or on standard input when that is `-`. Throws as `loadProgram`. */
export async function programFrom(io: Io, path: string): Promise<Program> {
  if (path !== '-') return loadProgram(path);
  const text = await io.stdin(MAX_PROGRAM_BYTES);
  if (text.length <= MAX_PROGRAM_BYTES) return parseProgram(text.toString(), 'stdin');
  throw badProgram(`stdin holds more than ${MAX_PROGRAM_BYTES} bytes, which is more than a program may have.`);
}

/** Largest file of rows, bytes. */
const MAX_ROWS_BYTES = 64 * 1024 * 1024;

/**
 * Rows of variables in a file: JSON as in a program (a list or a sweep), else CSV whose first line names the variables; an empty cell
 * leaves its variable as the program has it. Throws `no-such-file`, and `bad-program` with the place in one line.
 */
export async function rowsFrom(path: string): Promise<Rows> {
  const size = await existingFileSize(path, 'file of rows');
  if (size > MAX_ROWS_BYTES) throw badProgram(`${path} has ${size} bytes; rows have at most ${MAX_ROWS_BYTES}.`);
  const text = await readFile(path, 'utf8');
  const isJson = path.endsWith('.json');
  const parsed = (isJson ? rowsSchema : rowListSchema).safeParse(
    read(path, () => (isJson ? JSON.parse(text) : csvRows(text))),
  );
  if (parsed.success) return parsed.data;
  throw badProgram(`${path}: ${issueLine(parsed.error, 'rows')}.`);
}

function csvRows(text: string): Record<string, string>[] {
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true });
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')));
}

function read<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw badProgram(`${path}: ${errorInfo(thrown).message.replaceAll('\n', ' ')}.`);
  }
}
