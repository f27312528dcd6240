import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** What the endless recorder says: requests that are in the file, why writing failed, how a request ended that came after that. */
export interface Line {
  readonly flushed?: number;
  readonly error?: { code: string; errno?: number; syscall?: string };
  readonly status?: string;
}

/** The endless recorder as a program of its own, so that it can be killed and given a disk that fails. */
export class EndlessProgram {
  readonly #path = join(
    import.meta.dirname,
    '../../../../node_modules/.cache/zpci-test',
    `endless-${process.pid}-${crypto.randomUUID()}.mjs`,
  );

  readonly #children: ChildProcess[] = [];

  async build(): Promise<void> {
    const entryPoints = [join(import.meta.dirname, 'endless.ts')];
    await build({
      entryPoints,
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: this.#path,
      packages: 'external',
    });
  }

  /** Ends all of them that still run. */
  remove(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    return rm(this.#path, { force: true });
  }

  /** Records into `path`, in a shell that runs `before` first. */
  start(path: string, before = ':'): { child: ChildProcess; next: () => Promise<Line> } {
    const child = spawn('sh', ['-c', `${before}; exec "$0" "$1" "$2"`, process.execPath, this.#path, path]);
    this.#children.push(child);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    return { child, next: async () => JSON.parse((await lines.next()).value as string) as Line };
  }
}

/** Reads lines up to the one that tells why writing failed. */
export async function untilFailed(next: () => Promise<Line>): Promise<{ flushed: number; line: Line }> {
  let flushed = 0;
  let line = await next();
  for (; line.flushed; line = await next()) flushed = line.flushed;
  return { flushed, line };
}

export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
