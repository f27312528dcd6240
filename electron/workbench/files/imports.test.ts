import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { WorkbenchFolder } from './folder.ts';
import { Imports } from './imports.ts';
import { unfinished } from './unfinished.ts';

let root = '';
let folder: WorkbenchFolder;
let imports: Imports;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zpci-imports-'));
  folder = new WorkbenchFolder(root, join(root, 'assets'));
  imports = new Imports(folder);
});

const recordings = () => readdir(join(root, 'recordings'));
const BAD = { info: { code: 'bad-request' } };

test('pieces become a file under a safe name, beside an earlier one of that name', async () => {
  for (const byte of [1, 2]) {
    const id = await imports.start('../../my run.mcap', 3);
    await Promise.all([imports.take(id, 0, new Uint8Array([byte])), imports.take(id, 1, new Uint8Array([8, 9]))]);
    await imports.finish(id);
  }
  expect((await recordings()).sort()).toEqual(['my-run-2.mcap', 'my-run.mcap']);
  expect(await readFile(join(root, 'recordings/my-run-2.mcap'))).toEqual(Buffer.from([2, 8, 9]));
});

test('a file has its name only once it is whole', async () => {
  const id = await imports.start('a.mcap', 2);
  await imports.take(id, 0, new Uint8Array([1]));
  expect(await recordings()).toEqual([unfinished('a.mcap')]);
  expect(await folder.list()).toEqual([]);
  await imports.take(id, 1, new Uint8Array([2]));
  expect(await imports.finish(id)).toMatchObject({ name: 'a.mcap', kind: 'recording', size: 2 });
  expect(await recordings()).toEqual(['a.mcap']);
});

test('an empty file can be imported', async () => {
  expect(await imports.finish(await imports.start('a.json', 0))).toMatchObject({ kind: 'capture', size: 0 });
});

test('two at once of one name do not meet', async () => {
  const first = await imports.start('a.mcap', 1);
  const second = await imports.start('a.mcap', 1);
  await imports.take(second, 0, new Uint8Array([2]));
  await imports.take(first, 0, new Uint8Array([1]));
  expect([(await imports.finish(first)).name, (await imports.finish(second)).name]).toEqual(['a.mcap', 'a-2.mcap']);
});

test.each([
  ['before its turn', 1, 1],
  ['twice', 0, 1],
  ['beyond the end', 1, 3],
])('a piece %s ends the import and leaves nothing', async (what, at, length) => {
  const id = await imports.start('a.mcap', 3);
  if (what !== 'before its turn') await imports.take(id, 0, new Uint8Array([1]));
  await expect(imports.take(id, at, new Uint8Array(length))).rejects.toMatchObject(BAD);
  expect(await recordings()).toEqual([]);
  await expect(imports.finish(id)).rejects.toMatchObject(BAD);
});

test('a file of which some is missing is not kept', async () => {
  const id = await imports.start('a.mcap', 3);
  await imports.take(id, 0, new Uint8Array([1]));
  await expect(imports.finish(id)).rejects.toMatchObject(BAD);
  expect(await recordings()).toEqual([]);
});

test('nothing stays of what is cancelled, nor of a window that goes away', async () => {
  const [first] = [await imports.start('a.mcap', 3), await imports.start('b.mcap', 3)];
  await imports.cancel(first);
  expect(await recordings()).toEqual([unfinished('b.mcap')]);
  await imports.closeAll();
  await imports.cancel(99);
  expect(await recordings()).toEqual([]);
});

test('what is no file of the workbench is not taken', async () => {
  for (const name of ['a.exe', '..', ''])
    await expect(imports.start(name, 1), name).rejects.toMatchObject({ info: { code: 'bad-request' } });
});

test('a window brings in a few files at a time', async () => {
  const started = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => imports.start(`${i}.mcap`, 1)));
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
  expect(started.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { info: { code: 'too-many' } },
  });
});

test('a folder that cannot be written to is said', async () => {
  await writeFile(join(root, 'recordings'), 'no folder');
  await expect(imports.start('a.mcap', 1)).rejects.toThrow();
});
