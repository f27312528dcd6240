import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { KeptDraft } from '../../contract/app/drafts.ts';
import { DraftKeeper } from './draft-keeper.ts';

let file = '';
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'zpci-draft-')), 'drafts', 'composer.json');
});

const draft = (at: number, text: string): KeptDraft => ({ at, text, path: [0], past: [], future: [] });

test('a draft comes back in the next workbench as it was typed, half typed or not', async () => {
  await new DraftKeeper(file).keep(draft(1, '{ "half'), undefined);
  expect(await new DraftKeeper(file).read()).toEqual(draft(1, '{ "half'));
});

test('the draft of another workbench is handed over instead of being lost', async () => {
  const [mine, theirs] = [new DraftKeeper(file), new DraftKeeper(file)];
  expect(await mine.keep(draft(1, 'mine'), undefined)).toBeUndefined();
  expect(await theirs.keep(draft(2, 'theirs'), undefined)).toEqual(draft(1, 'mine'));
  expect(await mine.keep(draft(3, 'mine again'), 1)).toEqual(draft(2, 'theirs'));
  expect(await mine.keep(draft(4, 'mine, further'), 3)).toBeUndefined();
});

test('many at once leave the last one, whole, and nothing beside it', async () => {
  const keeper = new DraftKeeper(file);
  await Promise.all(Array.from({ length: 20 }, (_, i) => keeper.keep(draft(i, `text ${i}`.repeat(1000)), i - 1)));
  expect(await keeper.read()).toEqual(draft(19, 'text 19'.repeat(1000)));
  expect(await readdir(join(file, '..'))).toEqual(['composer.json']);
});

test.each(['', '{', '{"at":1}', '[]'])('what is damaged is set aside: %j', async (text) => {
  const keeper = new DraftKeeper(file);
  await keeper.keep(draft(1, 'x'), undefined);
  await writeFile(file, text);
  expect(await keeper.read()).toBeUndefined();
  expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
});

test('a place that cannot be written to is said', async () => {
  await writeFile(join(file, '../..', 'drafts'), 'no folder');
  await expect(new DraftKeeper(file).keep(draft(1, 'x'), undefined)).rejects.toMatchObject({
    info: { code: 'write-failed' },
  });
});
