import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PlayedMessage } from '../../player/chunk-reader.ts';
import { readRecording } from '../../player/read-recording.ts';
import { recordingSchemas, type Topic } from '../../recorder/messages.ts';
import { exportRecording } from '../export-recording.ts';
import { rowColumns } from '../rows/columns.ts';
import { BURST, memoryOutput, recordEverything, rowsOf } from '../testing/recordings.ts';
import { exportFormat } from './index.ts';

let recording = '';
beforeAll(async () => {
  recording = await recordEverything(await mkdtemp(join(tmpdir(), 'zpci-export-')));
});

async function exported(format: string, operations = false): Promise<string> {
  const output = memoryOutput();
  await exportRecording(recording, exportFormat(format), output, { operations });
  expect(output.state()).toBe('finished');
  return output.bytes().toString();
}

/** Rows of CSV text by RFC 4180, as objects. */
function parseCsv(text: string): Record<string, string>[] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] !== ',') rows.push([]);
    if (cell.lastIndex === text.length) break;
  }
  expect(rows.pop()).toEqual([]);
  const [names = [], ...cells] = rows;
  return cells.map((row) => {
    expect(row).toHaveLength(names.length);
    return Object.fromEntries(row.map((value, index) => [names[index]!, value]));
  });
}

describe('a table', () => {
  test('has a row for each row of the request list, with all bytes and exact numbers', async () => {
    const [rows, listed] = [parseCsv(await exported('csv')), await rowsOf(recording)];
    expect(Object.keys(rows[0]!)).toEqual(rowColumns.map(({ name }) => name));
    expect(rows.map(({ seq }) => seq)).toEqual(listed.map(({ seq }) => String(seq)));
    expect(rows.map(({ kind }) => kind)).toEqual(listed.map(({ kind }) => kind));
    expect(rows.map(({ at_ns }) => at_ns)).toEqual(listed.map(({ atNs }) => String(atNs)));
    expect(rows[0]).toMatchObject({ device_offset: '18446744073709551615', sent: '00ff2c0a', status: 'ok', errno: '' });
    expect(rows[1]).toMatchObject({ received: '0102030405060708', path: 'ism-vfio-pci', space: '2', bytes: '8' });
    expect(rows[2]).toMatchObject({
      sent: '07'.repeat(5000),
      errno: '22',
      errno_name: 'EINVAL',
      broken: 'stb.length stb.page',
    });
    expect(rows[4]).toMatchObject({
      buffer: 'ring',
      iova: '4294967296',
      request: '{"at":"0x0","read":true,"write":true}',
    });
    expect(rows[5]).toMatchObject({ kind: 'mark', note: 'so far, "so" good\nindeed' });
    expect(rows[6]).toMatchObject({ kind: 'burst pcistb', burst_count: '3', burst_errors: '1', bytes: '128' });
    expect(rows[0]!.time).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
  });

  test('has a row for each operation of a burst when asked, on the time line of the session', async () => {
    const rows = parseCsv(await exported('csv', true)).filter(({ burst }) => burst !== '');
    expect(rows.map(({ start_ns, duration_ns, rc }) => [start_ns, duration_ns, rc].map(Number))).toEqual(
      BURST.map((operation) => operation.map(Number)),
    );
    expect(rows.map(({ operation, status, errno_name }) => [operation, status, errno_name])).toEqual([
      ['0', 'ok', ''],
      ['1', 'errno', 'EIO'],
      ['2', 'ok', ''],
    ]);
    const at = rows.map(({ at_ns }) => BigInt(at_ns!));
    expect(at.map((ns) => ns - at[0]!)).toEqual([0n, 1000n, 2_999_000n]);
  });
});

describe('JSON lines', () => {
  test('are the messages of the recording, each readable by the schema of the recording', async () => {
    const lines = (await exported('json'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const messages: PlayedMessage[] = [];
    for await (const chunk of readRecording(recording)) messages.push(...chunk.messages);
    expect(lines).toHaveLength(messages.length);
    lines.forEach(({ topic, ...line }, index) => {
      const { message } = messages[index]!;
      expect(topic).toBe(messages[index]!.topic);
      expect(recordingSchemas[topic as Topic].parse(line)).toEqual(message);
    });
  });

  test('tell each operation of a burst when asked', async () => {
    const lines = (await exported('json', true))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const operations = lines.filter(({ topic }) => topic === 'operation');
    expect(operations.map(({ operation, result, startNs }) => [operation, result, Number(startNs)])).toEqual([
      [0, 64, 1000],
      [1, -5, 2000],
      [2, 64, 3_000_000],
    ]);
  });
});
