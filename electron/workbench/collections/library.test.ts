import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkbenchFolder } from '../files/folder.ts';
import { Library } from './library.ts';

let root = '';
let folder: WorkbenchFolder;
let library: Library;
const changed = vi.fn();
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zpci-library-'));
  folder = new WorkbenchFolder(join(root, 'work'), join(root, 'assets'));
  library = new Library(folder, changed);
  changed.mockClear();
});
afterEach(() => library.close());

test('samples can be read and are not written to', async () => {
  await mkdir(join(root, 'assets/programs'), { recursive: true });
  const sample = join(root, 'assets/programs/hello.zpci.json');
  await writeFile(sample, '{}');
  expect((await library.list()).samples).toEqual([{ name: 'hello.zpci.json', path: sample }]);
  const { text, version, path } = await library.read(sample);
  expect([text, path]).toEqual(['{}', sample]);
  await expect(library.write(sample, 'x', version)).rejects.toMatchObject({ info: { code: 'not-chosen' } });
});

test('a chosen place outside is written to, unless its file changed meanwhile', async () => {
  const place = join(root, 'mine.zpci.json');
  folder.allowSaving(place);
  const { version } = await library.write(place, 'one');
  await library.write(place, 'two', version);
  await expect(library.write(place, 'three', version)).rejects.toMatchObject({ info: { code: 'changed-on-disk' } });
  expect(await readFile(place, 'utf8')).toBe('two');
});

test('the absolute path of a program in the folder is the same as its own', async () => {
  await library.write(join(root, 'work/programs/a/b.zpci.json'), '{}');
  expect((await library.read('a/b.zpci.json')).path).toBe('a/b.zpci.json');
  await expect(library.read(join(root, 'secret.zpci.json'))).rejects.toMatchObject({ info: { code: 'no-such-file' } });
});

test('what others change is told, in folders made meanwhile too', async () => {
  await library.list();
  const programs = join(root, 'work/programs');
  await mkdir(join(programs, 'lab'));
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
  changed.mockClear();
  await writeFile(join(root, 'b'), '{}');
  await rename(join(root, 'b'), join(programs, 'lab/b.zpci.json'));
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
  expect((await library.list()).files.map(({ path }) => path)).toEqual(['lab', 'lab/b.zpci.json']);
});

test('environments are plain files; one that is damaged says why, and keeps what is beside its variables', async () => {
  await library.writeEnvironment('lab 1', { iova: '0x1_0000_0000', size: 8 });
  const file = join(root, 'work/environments/lab 1.env.json');
  await writeFile(file, JSON.stringify({ environment: 1, doc: 'left drawer', vars: { size: 8 } }));
  await library.writeEnvironment('lab 1', { size: 16, iova: '$size' });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    environment: 1,
    doc: 'left drawer',
    vars: { size: 16, iova: '$size' },
  });
  await writeFile(join(root, 'work/environments/bad.env.json'), '{"environment": 1, "vars": {"0x": []}}');
  const { environments } = await library.list();
  expect(environments.map(({ name }) => name)).toEqual(['bad', 'lab 1']);
  expect(environments[0]).toMatchObject({ vars: {}, problem: expect.stringContaining('bad.env.json') });
  expect(Object.entries(environments[1]!.vars)).toEqual([
    ['size', 16],
    ['iova', '$size'],
  ]);
  await expect(library.writeEnvironment('bad', {})).rejects.toMatchObject({ info: { code: 'bad-environment' } });
  await expect(library.writeEnvironment('../out', {})).rejects.toThrow();
});
