import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_NOTES } from '../../contract/recording-notes.ts';
import { exportNotes, NotesFile, notesPath } from './notes-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-notes-'));
});
afterAll(() => rm(folder, { recursive: true }));

const START = 1_700_000_000_000_000_000n;
const said = (row: number, text: string) => ({ row, atNs: BigInt(row) * 1000n, text });

test('notes are kept beside the recording in its order, and are there when it is opened again', async () => {
  const recording = join(folder, 'kept.mcap');
  const notes = new NotesFile(recording, START);
  expect(await notes.list()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
  await Promise.all([notes.put(said(7, 'refused'), 1n), notes.put(said(2, 'begins here'), 2n)]);
  const again = new NotesFile(recording, START);
  expect((await again.list()).map(({ row, text }) => [row, text])).toEqual([
    [2, 'begins here'],
    [7, 'refused'],
  ]);
  await again.put({ ...said(7, 'refused: crosses 4 KiB'), id: 1 }, 3n);
  expect(await again.remove(2)).toEqual([{ id: 1, ...said(7, 'refused: crosses 4 KiB'), writtenAt: 3n }]);
  expect(await notes.list()).toEqual(await again.list());
  await expect(notes.remove(2)).rejects.toMatchObject({ info: { code: 'unknown-note' } });
  expect(await readdir(folder)).toEqual(['kept.mcap.notes.json']);
});

test('a file that holds no notes, or those to another recording, is told and not written over', async () => {
  const recording = join(folder, 'damaged.mcap');
  for (const text of ['', '{"notes":2}', '{"notes":1,"startedAt":"0x1","list":[]}']) {
    await writeFile(notesPath(recording), text);
    const notes = new NotesFile(recording, START);
    await expect(notes.list()).rejects.toMatchObject({ info: { code: 'damaged-file' } });
    await expect(notes.put(said(0, 'x'), 1n)).rejects.toMatchObject({ info: { code: 'damaged-file' } });
    expect(await readFile(notesPath(recording), 'utf8')).toBe(text);
  }
});

test('there are not more notes than can be shown', async () => {
  const recording = join(folder, 'many.mcap');
  const list = Array.from({ length: MOST_NOTES }, (_, n) => ({
    ...{ id: n + 1, row: n, atNs: '0x0', text: 'x', writtenAt: '0x0' },
  }));
  await writeFile(notesPath(recording), JSON.stringify({ notes: 1, startedAt: `0x${START.toString(16)}`, list }));
  const notes = new NotesFile(recording, START);
  await expect(notes.put(said(0, 'one more'), 1n)).rejects.toMatchObject({ info: { code: 'too-many' } });
  expect(await notes.put({ ...said(0, 'another text'), id: 1 }, 1n)).toHaveLength(MOST_NOTES);
});

test('they go with what is exported', async () => {
  const recording = join(folder, 'exported.mcap');
  const output = join(folder, 'exported.csv');
  await exportNotes(recording, output);
  expect(await readdir(folder)).not.toContain('exported.csv.notes.json');
  await new NotesFile(recording, START).put(said(1, 'look here'), 1n);
  await exportNotes(recording, output);
  expect(await readFile(notesPath(output), 'utf8')).toContain('look here');
});
