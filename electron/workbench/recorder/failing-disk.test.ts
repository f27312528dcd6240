import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyRecording } from '../player/verify.ts';
import { EndlessProgram, untilFailed } from './testing/endless-program.ts';

/** Recording onto a disk that answers EIO: a library before the C library answers in its place. */

const folder = mkdtempSync(join(tmpdir(), 'zpci-failing-disk-'));
const library = join(folder, 'failing-disk.so');
const source = join(import.meta.dirname, 'testing/failing-disk.c');
const made = spawnSync(process.env.CC ?? 'cc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source]);
const can = process.platform === 'linux' && made.status === 0;
const why = can ? '' : ' (skipped: needs Linux and a C compiler)';

const program = new EndlessProgram();
beforeAll(() => program.build());
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await program.remove();
});

test.skipIf(!can).each([
  ['refuses to be written', 'write', 'write'],
  ['takes what is written and loses it', 'sync', 'fdatasync'],
])(
  `a disk that %s ends the recording with EIO; the session goes on, the file is good up to there${why}`,
  async (_how, on, syscall) => {
    const path = join(folder, `${on}.mcap`);
    const { next } = program.start(path, `export LD_PRELOAD=${library} FAILS_ON=${on} FAILS_FROM=200000`);
    const { flushed, line } = await untilFailed(next);
    expect(flushed).toBeGreaterThan(0);
    expect(line.error).toMatchObject({ code: 'write-failed', errno: 5, syscall });
    expect((await next()).status).toBe('ok');
    const found = await verifyRecording(path);
    expect(found).toMatchObject({ missing: 0, disordered: 0, endKnown: false });
    expect(found.requests).toBeGreaterThanOrEqual(flushed);
  },
);
