import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { RunFolder } from '../machine/run-folder.ts';
import { lab } from '../the-lab.ts';

const RUN = join(import.meta.dirname, '..', 'run.mjs');

/** The run folder of the guest that `npm run lab -- --shell` has booted, as it tells. */
async function bootedBy(child: ChildProcess): Promise<RunFolder> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, path] = /\/share: (.*)$/.exec(line) ?? [];
    if (path) return new RunFolder(path);
  }
  throw new Error('It ended before its guest was up.');
}

test('a second guest runs beside the first, and dies with whoever started it, however that ends', async () => {
  const starter = spawn(process.execPath, [RUN, '--shell'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const second = await bootedBy(starter);
  expect(second.port).not.toBe(lab.folder.port);
  const monitor = connect(second.qmp);
  await once(monitor, 'data');
  const ended = once(monitor, 'close');
  starter.kill('SIGKILL');
  await ended;
  await rm(second.path, { recursive: true });
  expect(await lab.sh('echo here')).toBe('here');
});
