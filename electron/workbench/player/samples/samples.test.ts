import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RECORDING_FORMAT } from '../../recorder/messages.ts';
import { RecordedSession } from '../recorded-session.ts';
import { verifyRecording } from '../verify.ts';
import { told } from './told.ts';

/** Recordings as workbenches of the past wrote them, and what each was read as then: neither ever changes. */
const here = import.meta.dirname;
const samples = readdirSync(here).filter((name) => /^v\d+-.*\.mcap$/.test(name));

test.each(samples)('%s tells what it told when it was recorded', async (name) => {
  const lines = readFileSync(join(here, name.replace(/mcap$/, 'jsonl')), 'utf8')
    .trimEnd()
    .split('\n');
  expect(await told(join(here, name))).toEqual(lines.map((line) => JSON.parse(line)));
  expect(await verifyRecording(join(here, name))).toMatchObject({ whole: true, missing: 0 });
  const session = await RecordedSession.open(join(here, name), 'r');
  const rows = lines.filter((line) => line.startsWith('{"row"')).length;
  expect(session.describe()).toMatchObject({ requests: rows, damage: undefined });
  await session.close();
});

test('every format up to now has its sample', () => {
  const formats = new Set(samples.map((name) => Number(/\d+/.exec(name)![0])));
  expect([...formats].sort()).toEqual(Array.from({ length: RECORDING_FORMAT }, (_, n) => n + 1));
});

test('a recording from the future is refused by name, not misread', async () => {
  await expect(RecordedSession.open(join(here, 'future.mcap'), 'r')).rejects.toMatchObject({
    info: {
      code: 'future-version',
      message: expect.stringContaining(`of format 99; this workbench reads up to ${RECORDING_FORMAT}.`),
    },
  });
});
