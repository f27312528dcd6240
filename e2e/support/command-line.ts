import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'zpciwb.mjs');

/** Runs `zpciwb` and gives what it prints. Throws when it fails. */
export async function zpciwb(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...args]);
  return stdout;
}
