import { execFileSync } from 'node:child_process';
import { mkdtemp, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readInputFile } from './input-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'input-'));
});

test('the text of a file within the limit is read', async () => {
  const file = join(folder, 'text');
  await writeFile(file, 'as it is');
  expect(await readInputFile(file, 8)).toBe('as it is');
});

test('a file beyond the limit is refused without being read', async () => {
  const file = join(folder, 'huge');
  await writeFile(file, '');
  await truncate(file, 3 * 1024 ** 3);
  await expect(readInputFile(file, 100)).rejects.toMatchObject({ info: { code: 'damaged-file' } });
});

test.runIf(process.platform !== 'win32')('what is no file is refused, and a pipe keeps nobody waiting', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const place of [pipe, folder, '/dev/zero', join(folder, 'nothing')])
    await expect(readInputFile(place, 100), place).rejects.toMatchObject({ info: { code: 'no-such-file' } });
});
