import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finishedName, removeAbandoned, unfinished } from './unfinished.ts';

/** A process that has ended. */
const { pid: gone } = spawnSync(process.execPath, ['--version']);

test('what a process that is gone left unfinished is removed, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zpci-unfinished-'));
  const kept = ['a.mcap', 'notes.part', unfinished('b.mcap')];
  for (const name of [...kept, `c.mcap.${gone}.part`]) await writeFile(join(folder, name), '');
  await removeAbandoned(folder);
  expect((await readdir(folder)).sort()).toEqual(kept.sort());
});

test('a folder that is not there holds nothing to remove', async () => {
  await expect(removeAbandoned('/nowhere')).resolves.toBeUndefined();
});

test('a file is known by the name it will have', () => {
  expect([unfinished('a.mcap'), 'a.mcap', 'a.part'].map(finishedName)).toEqual(['a.mcap', 'a.mcap', 'a.part']);
});
