import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'start.mjs');

/** The built workbench, started as `npm start` does, with a folder of its own. */
export interface RunningWorkbench {
  /** The address it printed, token included. */
  readonly url: string;
  /** Its folder of recordings, captures and programs. */
  readonly folder: string;
  /** Ends it as Ctrl+C does; the exit status. */
  stop(): Promise<number | null>;
}

/** @param address opened at start; left to the program's own choice when absent. */
export async function startWorkbench(address?: string): Promise<RunningWorkbench> {
  const folder = mkdtempSync(join(tmpdir(), 'zpciwb-e2e-'));
  const args = [START, '--browser', '--no-open', ...(address ? [address] : [])];
  const env = { ...process.env, ZPCIWB_FOLDER: folder };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await firstLine(child);
  return { url, folder, stop: () => stop(child, folder) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  const lines = createInterface({ input: child.stdout! });
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`The workbench ended with status ${status} before it printed its address:\n${said}`);
  });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => {});
  return line;
}

async function stop(child: ChildProcess, folder: string): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  const [status] = await exit;
  rmSync(folder, { recursive: true, force: true });
  return status;
}
