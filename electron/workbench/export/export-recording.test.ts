import { mkdir, mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { NotesFile } from '../notes/notes-file.ts';
import { Recorder } from '../recorder/recorder.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { exportFolder, type FolderEntry } from './export-folder.ts';
import { exportRecording } from './export-recording.ts';
import { csv } from './formats/csv.ts';
import { exportFormats } from './formats/index.ts';
import { json } from './formats/json.ts';
import { fileOutput } from './output.ts';
import { memoryOutput, recordEverything, rowsOf } from './testing/recordings.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 30);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-export-'));
});

/** A recording of three chunks, ten stores each. */
async function threeChunks(): Promise<string> {
  const path = join(folder, 'three.mcap');
  const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await session.startRecording(path);
  for (let number = 0; number < 30; number++) {
    await session.send({
      kind: 'pcistb',
      space: 0,
      offset: BigInt(number),
      data: Uint8Array.of(number),
      pageOffset: 0,
    });
    if (number % 10 === 9) await session.log.flush();
  }
  await session.stopRecording();
  return path;
}

async function damaged(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'damaged.mcap');
  await writeFile(path, bytes);
  return path;
}

/** Sequence numbers in an export as JSON lines. */
const numbersIn = (bytes: Buffer) =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => line.includes('"topic":"request"'))
    .map((line) => JSON.parse(line).seq as number);

describe('a damaged recording', () => {
  test('is exported on both sides of the damage, which is told', async () => {
    const bytes = await readFile(await threeChunks());
    const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
    const second = bytes.indexOf(magic, bytes.indexOf(magic) + 4);
    bytes[second + 20]! ^= 0xff;
    const output = memoryOutput();
    const { requests, damage } = await exportRecording(await damaged(bytes), json, output);
    expect(numbersIn(output.bytes())).toEqual([
      ...Array(10).keys(),
      ...[...Array(10).keys()].map((number) => number + 20),
    ]);
    expect(requests).toBe(20);
    expect(damage?.message).toContain('20 requests were read, 10 between them are missing');
    expect(output.state()).toBe('finished');
  });

  test('cut anywhere is exported up to the cut in every format, or refused with nothing written', async () => {
    const path = await threeChunks();
    const [bytes, rows] = [await readFile(path), await rowsOf(path)];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.constantFrom(...exportFormats),
        async (length, format) => {
          const output = memoryOutput();
          const ended = await exportRecording(await damaged(bytes.subarray(0, length)), format, output).catch(
            (thrown: WorkbenchError) => thrown.info,
          );
          if ('code' in ended) {
            expect(output.state()).toBe('discarded');
            expect(ended.code).toBe(format.name === 'lspci' && ended.code === 'absent' ? 'absent' : 'damaged-file');
            return;
          }
          expect(ended.damage?.code).toBe('damaged-file');
          if (format === json)
            expect(numbersIn(output.bytes())).toEqual(rows.slice(0, ended.requests).map(({ seq }) => seq));
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('of a later format is refused, and nothing is written', async () => {
    const path = join(folder, 'future.mcap');
    const recorder = await Recorder.create(path, { version: '9', clock: () => 1n, epochNs: 0n });
    const live = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
    const { snapshot } = live.describe();
    recorder.session(
      { address: 'a', title: 't', kind: 'sim', startedAt: 1n, atNs: 1n, snapshot, format: 99 } as never,
      '9',
    );
    await recorder.finish();
    const output = memoryOutput();
    await expect(exportRecording(path, csv, output)).rejects.toMatchObject({ info: { code: 'future-version' } });
    expect(output.state()).toBe('discarded');
  });
});

test('every format file is in the list', async () => {
  const files = (await readdir(new URL('formats', import.meta.url))).filter((name) => !/test|index/.test(name));
  expect(exportFormats.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

describe('an export', () => {
  test('that is stopped leaves nothing behind', async () => {
    const [recording, path] = [await threeChunks(), join(folder, 'out.csv')];
    const stop = new AbortController();
    const run = { signal: stop.signal, progress: () => stop.abort() };
    await expect(exportRecording(recording, csv, await fileOutput(path, false), run)).rejects.toMatchObject({
      info: { code: 'stopped' },
    });
    expect(await readdir(folder)).toEqual(['three.mcap']);
  });

  test('has its name only when it is whole, and does not replace a file unless told to', async () => {
    const [recording, path] = [await threeChunks(), join(folder, 'out.csv')];
    const output = await fileOutput(path, false);
    expect(await readdir(folder)).not.toContain('out.csv');
    await exportRecording(recording, csv, output);
    await expect(fileOutput(path, false)).rejects.toMatchObject({ info: { code: 'write-failed' } });
    await exportRecording(recording, json, await fileOutput(path, true));
    expect(numbersIn(await readFile(path))).toHaveLength(30);
    expect((await readdir(folder)).sort()).toEqual(['out.csv', 'three.mcap']);
  });

  test('tells how far it is, to the end of the chunks', async () => {
    const recording = await threeChunks();
    const told: number[] = [];
    const progress = (done: number, total: number) => told.push(done / total);
    await exportRecording(recording, csv, memoryOutput(), { progress });
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('a folder', () => {
  async function exportAll(all = false): Promise<FolderEntry[]> {
    const entries = [];
    for await (const entry of exportFolder(join(folder, 'in'), csv, join(folder, 'out'), { all })) entries.push(entry);
    return entries;
  }
  const states = (entries: readonly FolderEntry[]) => entries.map(({ state }) => state);

  test('is exported file by file, those that did not change left out, one that fails told', async () => {
    await mkdir(join(folder, 'in/deep'), { recursive: true });
    const path = await recordEverything(join(folder, 'in'), 'a.mcap');
    await recordEverything(join(folder, 'in/deep'), 'b.mcap');
    await writeFile(join(folder, 'in/c.mcap'), 'no recording');
    const first = await exportAll();
    expect(states(first)).toEqual(['exported', 'failed', 'exported']);
    expect(first[1]!.error).toMatchObject({ code: 'damaged-file' });
    expect((await readdir(join(folder, 'out'), { recursive: true })).sort()).toEqual(['a.csv', 'deep', 'deep/b.csv']);
    expect(states(await exportAll())).toEqual(['current', 'failed', 'current']);
    await utimes(path, new Date(), new Date(Date.now() + 5000));
    expect(states(await exportAll())).toEqual(['exported', 'failed', 'current']);
    expect(states(await exportAll(true))).toEqual(['exported', 'failed', 'exported']);
  });

  test('has the notes to each recording beside its export, also those written since', async () => {
    await mkdir(join(folder, 'in/deep'), { recursive: true });
    const path = await recordEverything(join(folder, 'in/deep'), 'a.mcap');
    await exportAll();
    expect(await readdir(join(folder, 'out/deep'))).toEqual(['a.csv']);
    const notes = new NotesFile(path, 0n);
    await notes.put({ row: 1, atNs: 5n, text: 'look here' }, 1n);
    expect(states(await exportAll())).toEqual(['current']);
    const copy = join(folder, 'out/deep/a.csv.notes.json');
    expect(await readFile(copy, 'utf8')).toBe(await readFile(notes.path, 'utf8'));
    await notes.put({ row: 2, atNs: 9n, text: 'and here' }, 2n);
    await exportAll(true);
    expect(await readFile(copy, 'utf8')).toContain('and here');
  });

  test('tells of notes that could not go along', async () => {
    await mkdir(join(folder, 'in'), { recursive: true });
    const path = await recordEverything(join(folder, 'in'), 'a.mcap');
    await new NotesFile(path, 0n).put({ row: 1, atNs: 5n, text: 'look here' }, 1n);
    await mkdir(join(folder, 'out/a.csv.notes.json'), { recursive: true });
    const [entry] = await exportAll();
    expect(entry).toMatchObject({ state: 'failed', error: { code: 'write-failed' } });
    expect(entry!.error!.message).toContain('notes');
    // It is not taken for finished the next time.
    expect(states(await exportAll())).toEqual(['failed']);
  });
});
