import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { WorkbenchFolder } from './folder.ts';
import { safeName, stampedName } from './names.ts';

let root = '';
let folder: WorkbenchFolder;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zpci-files-'));
  folder = new WorkbenchFolder(join(root, 'work'), join(root, 'assets'));
  await mkdir(join(root, 'work/recordings'), { recursive: true });
  await writeFile(join(root, 'secret.mcap'), 'x');
});

describe('a window', () => {
  test('reaches files of the folder and the assets, and nothing beside them', async () => {
    await writeFile(join(root, 'work/recordings/a.mcap'), 'x');
    await symlink(join(root, 'secret.mcap'), join(root, 'work/recordings/link.mcap'));
    expect(await folder.confine('recordings/a.mcap')).toBe(join(root, 'work/recordings/a.mcap'));
    const outside = [
      '../secret.mcap',
      join(root, 'secret.mcap'),
      'recordings/link.mcap',
      '/etc/passwd',
      'recordings/b.mcap',
      '',
    ];
    for (const path of outside)
      await expect(folder.confine(path)).rejects.toMatchObject({ info: { code: 'no-such-file' } });
  });
});

describe('a file elsewhere', () => {
  test('may be opened once a person chose it, and still after a new start', async () => {
    const { path } = await folder.choose(join(root, 'secret.mcap'));
    const after = new WorkbenchFolder(join(root, 'work'), join(root, 'assets'));
    for (const one of [folder, after]) {
      expect(await one.confine(path)).toBe(path);
      expect((await one.chosen.list()).map(({ name }) => name)).toEqual(['secret.mcap']);
    }
    await expect(after.confine(join(root, 'other.mcap'))).rejects.toMatchObject({ info: { code: 'no-such-file' } });
  });

  test('of the folder itself is not remembered as a choice', async () => {
    await writeFile(join(root, 'work/recordings/a.mcap'), 'x');
    await folder.choose(join(root, 'work/recordings/a.mcap'));
    expect(await folder.chosen.list()).toEqual([]);
  });

  test.each(['secret.txt', 'missing.mcap', 'folder.mcap'])('that is no file of ours is not taken: %s', async (name) => {
    await writeFile(join(root, 'secret.txt'), 'x');
    await mkdir(join(root, 'folder.mcap'));
    await expect(folder.choose(join(root, name))).rejects.toMatchObject({
      info: { code: name === 'secret.txt' ? 'bad-request' : 'no-such-file' },
    });
  });

  test('of many chosen at once, none is forgotten and the list stays whole', async () => {
    const paths = ['a', 'b', 'c', 'd'].map((name) => join(root, `${name}.mcap`));
    await Promise.all(paths.map((path) => writeFile(path, 'x')));
    await Promise.all(paths.map((path) => folder.choose(path)));
    expect(new Set(JSON.parse(await readFile(join(root, 'work/recent.json'), 'utf8')))).toEqual(new Set(paths));
  });

  test.each(['', '{}', '[1]', `["${'x'.repeat(5000)}"]`, '['])('a damaged list %# is an empty one', async (text) => {
    await writeFile(join(root, 'work/recent.json'), text);
    const after = new WorkbenchFolder(join(root, 'work'), join(root, 'assets'));
    expect(await after.chosen.list()).toEqual([]);
  });

  test('is written only where a person chose to save', async () => {
    const path = join(root, 'mine.json');
    await expect(folder.saveChosen(path, '1')).rejects.toMatchObject({ info: { code: 'not-chosen' } });
    folder.allowSaving(path);
    await folder.saveChosen(path, '2');
    expect(await readFile(path, 'utf8')).toBe('2');
    await expect(folder.saveChosen(`${path}/../secret.mcap`, '3')).rejects.toMatchObject({
      info: { code: 'not-chosen' },
    });
  });
});

test('a safe name never leaves its folder and is never hidden', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        expect(safeName(text)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,119}$/);
      } catch (thrown) {
        expect(thrown).toMatchObject({ info: { code: 'bad-request' } });
      }
    }),
  );
});

test('recordings are named after moment and target, options left out', () => {
  expect(stampedName('sim:ism?seed=1&path=bar8', new Date(2026, 0, 31, 9, 5, 7))).toBe('20260131-090507-sim-ism');
});
