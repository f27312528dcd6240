import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BURST, recordEverything } from '../export/testing/recordings.ts';
import { toJson } from '../json.ts';
import { readRecording } from '../player/read-recording.ts';

/** A reader that was written from docs/RECORDING.md alone, in another language, finds what ours finds. */

const reader = join(import.meta.dirname, '../../../docs/read_recording.py');
const there = (program: string) => spawnSync(program, ['--version']).status === 0;
const can = there('python3') && there('zstd');
const why = can ? '' : ' (skipped: needs python3 and zstd)';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-stranger-'));
  path = await recordEverything(folder);
});
afterAll(() => rm(folder, { recursive: true }));

type Line = { readonly topic: string; readonly [field: string]: unknown };
const strangers = (file: string): Line[] =>
  execFileSync('python3', [reader, file], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

async function ours(file: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const { messages } of readRecording(file))
    for (const { topic, message } of messages) lines.push({ topic, ...(toJson(message) as object) });
  return lines;
}

const without = ({ logTime: _logTime, ...line }: Line, ...fields: string[]) =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !fields.includes(name)));

test.skipIf(!can)(`a reader made from the documentation finds every message as ours does${why}`, async () => {
  const columns = ['startNs', 'durationNs', 'result'];
  const found = strangers(path);
  expect(found.map((line) => without(line, ...columns))).toEqual(
    (await ours(path)).map((line) => without(line, ...columns)),
  );
  const bursts = found.filter(({ topic }) => topic === 'burst');
  const all = (name: string) => bursts.flatMap((burst) => burst[name]);
  expect([all('startNs'), all('durationNs'), all('result')]).toEqual([
    BURST.map(([start]) => Number(start)),
    BURST.map(([, duration]) => duration),
    BURST.map(([, , result]) => result),
  ]);
});

test.skipIf(!can)(`it reads a recording that was cut off up to its last whole chunk${why}`, async () => {
  const cut = join(folder, 'cut.mcap');
  const whole = await readFile(path);
  const [last] = (await chunkOffsets(path)).slice(-1);
  await writeFile(cut, whole.subarray(0, last! + 20));
  const found = strangers(cut).map((line) => without(line));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(strangers(path).length);
});

async function chunkOffsets(file: string): Promise<number[]> {
  const offsets: number[] = [];
  for await (const { offset } of readRecording(file)) offsets.push(offset);
  return offsets;
}
