import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Start {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

const LOCK = 'standin-first';
const STARTS = 'standin-starts';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function takeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(file, 'utf8')))) return false;
    rmSync(file);
    return takeLock(file);
  }
}

/** Leaves `start` for the first process, whole at once. */
function leave(folder: string, start: Start): void {
  const file = join(folder, `${process.pid}`);
  writeFileSync(file, JSON.stringify(start));
  renameSync(file, `${file}.json`);
}

function collect(folder: string, started: (start: Start) => void): void {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const file = join(folder, name);
    started(JSON.parse(readFileSync(file, 'utf8')));
    rmSync(file);
  }
}

/** Whether this is the first process over `folder`. If so it hears of later starts; if not, the first hears of this one. */
export function becomeFirst(folder: string, start: Start, started: (start: Start) => void): boolean {
  const starts = join(folder, STARTS);
  mkdirSync(starts, { recursive: true });
  const lock = join(folder, LOCK);
  if (!takeLock(lock)) {
    leave(starts, start);
    return false;
  }
  process.on('exit', () => rmSync(lock, { force: true }));
  watch(starts, () => collect(starts, started)).unref();
  return true;
}
