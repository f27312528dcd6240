import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Collection } from './collection.ts';
import { namesOf } from './path-names.ts';

let root = '';
let collection: Collection;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zpci-collection-'));
  collection = new Collection(join(root, 'programs'), join(root, 'trash'));
  await mkdir(join(root, 'programs'));
  await writeFile(join(root, 'secret.zpci.json'), 'secret');
});

const paths = async () => (await collection.list()).map(({ path }) => path);
const refused = (code: string) => ({ info: { code } });

test('programs in folders are listed as a tree reads: folders first, in the order of their names', async () => {
  await collection.write('b.zpci.json', '{}');
  await collection.write('ism/step 10.zpci.json', '{}');
  await collection.write('ism/step 9.zpci.json', '{}');
  await collection.makeFolder('empty');
  await mkdir(join(root, 'programs/.git'));
  await writeFile(join(root, 'programs/README.md'), 'x');
  expect(await paths()).toEqual(['empty', 'ism', 'ism/step 9.zpci.json', 'ism/step 10.zpci.json', 'b.zpci.json']);
});

test('what is written is what was given, to the byte, and unchanged when saved again', async () => {
  const text = '{"b":1,\r\n "a": "grün"}';
  const version = await collection.write('a.zpci.json', text);
  expect(await readFile(join(root, 'programs/a.zpci.json'), 'utf8')).toBe(text);
  expect(await collection.read('a.zpci.json')).toEqual({ text, version });
  expect(await collection.write('a.zpci.json', text, version)).toBe(version);
  expect(await readdir(join(root, 'programs'))).toEqual(['a.zpci.json']);
});

test('a file that another program changed is not overwritten unseen', async () => {
  const version = await collection.write('a.zpci.json', 'mine');
  await writeFile(join(root, 'programs/a.zpci.json'), 'theirs');
  await expect(collection.write('a.zpci.json', 'mine again', version)).rejects.toMatchObject(
    refused('changed-on-disk'),
  );
  await expect(collection.write('a.zpci.json', 'new')).rejects.toMatchObject(refused('exists'));
  const theirs = await collection.read('a.zpci.json');
  expect(theirs.text).toBe('theirs');
  await collection.write('a.zpci.json', 'mine again', theirs.version);
  expect((await collection.read('a.zpci.json')).text).toBe('mine again');
});

test('files and folders are renamed, copied, removed and brought back, and none takes the place of another', async () => {
  await collection.write('ism/a.zpci.json', 'a');
  await collection.write('b.zpci.json', 'b');
  await expect(collection.move('b.zpci.json', 'ism/a.zpci.json')).rejects.toMatchObject(refused('exists'));
  await expect(collection.move('ism', 'ism/inner')).rejects.toMatchObject(refused('bad-path'));
  await collection.move('ism', 'lab');
  expect(await collection.copy('lab')).toBe('lab-2');
  expect(await collection.copy('lab/a.zpci.json')).toBe('lab/a-2.zpci.json');
  const trashed = await collection.remove('lab');
  expect(await paths()).toEqual(['lab-2', 'lab-2/a.zpci.json', 'b.zpci.json']);
  await collection.restore('lab', trashed);
  expect((await collection.read('lab/a-2.zpci.json')).text).toBe('a');
  await expect(collection.restore('lab', trashed)).rejects.toMatchObject(refused('no-such-file'));
  await expect(collection.remove('gone.zpci.json')).rejects.toMatchObject(refused('no-such-file'));
  await expect(collection.move('b.zpci.json', 'b.txt')).rejects.toMatchObject(refused('bad-path'));
});

describe('out of the folder', () => {
  const OUTSIDE = [
    '../secret.zpci.json',
    '/etc/passwd.zpci.json',
    'a/../../secret.zpci.json',
    '.hidden.zpci.json',
    '',
    'a//b.zpci.json',
    'a\\b.zpci.json',
    'a\0.zpci.json',
    '.zpci.json',
  ];

  test.each(OUTSIDE)('no path leads: %j', async (path) => {
    for (const attempt of [
      () => collection.read(path),
      () => collection.write(path, 'x'),
      () => collection.remove(path.replace(/\.zpci\.json$/, '')),
      () => collection.move('a', path),
      () => collection.restore('a.zpci.json', path),
    ])
      await expect(attempt()).rejects.toMatchObject({ info: { code: expect.stringMatching(/bad-path|no-such-file/) } });
    expect(await readFile(join(root, 'secret.zpci.json'), 'utf8')).toBe('secret');
  });

  test('no link leads', async () => {
    await symlink(root, join(root, 'programs/out'));
    await symlink(join(root, 'secret.zpci.json'), join(root, 'programs/link.zpci.json'));
    for (const path of ['out/secret.zpci.json', 'link.zpci.json', 'out/new.zpci.json']) {
      await expect(collection.read(path)).rejects.toMatchObject(refused('bad-path'));
      await expect(collection.write(path, 'x', 'v')).rejects.toMatchObject(refused('bad-path'));
    }
    expect(await paths()).toEqual([]);
    expect(await readdir(root)).toEqual(['programs', 'secret.zpci.json']);
  });

  test('no text is a path that leads there', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          for (const name of namesOf(text)) expect(name).not.toMatch(/^\.|[/\\]/);
        } catch (thrown) {
          expect(thrown).toMatchObject(refused('bad-path'));
        }
      }),
    );
  });
});

test('a folder that cannot be written to is said', async () => {
  await writeFile(join(root, 'programs/a'), 'no folder');
  await expect(collection.write('a/b.zpci.json', 'x')).rejects.toThrow();
});
