import { link, mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportFolder } from '../export-folder.ts';
import { rowColumns, sessionColumns } from '../rows/columns.ts';
import { BURST, recordEverything, rowsOf, TOP } from '../testing/recordings.ts';
import { parquet } from './parquet.ts';

/** The document whose queries are run, word for word. */
const DOCUMENT = await readFile(new URL('../../../../docs/EXPORT.md', import.meta.url), 'utf8');

/** Recordings of a folder that has been filled for a year. */
const MANY = 2000;

let folder = '';
let duckdb: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-parquet-'));
  const recordings = join(folder, 'recordings');
  await mkdir(join(recordings, 'older'), { recursive: true });
  await recordEverything(recordings, 'a.mcap');
  await recordEverything(join(recordings, 'older'), 'b.mcap');
  const states = [];
  for await (const { state } of exportFolder(recordings, parquet, join(folder, 'exported'), { operations: true }))
    states.push(state);
  expect(states).toEqual(['exported', 'exported']);
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  await duckdb.run(`SET file_search_path = '${folder}'`);
});

async function query(sql: string) {
  return (await duckdb.runAndReadAll(sql)).getRowObjects();
}

/** The rows of the query of that name in the document. */
function documented(name: string) {
  const sql = new RegExp(`<!-- query: ${name} -->\\n\`\`\`sql\\n([^\`]+)\`\`\``).exec(DOCUMENT)?.[1];
  if (sql === undefined) throw new Error(`EXPORT.md has no query ${name}`);
  return query(sql);
}

describe('a folder of recordings in Parquet', () => {
  test('is a table with the columns of the list, in their types', async () => {
    const described = await query(`DESCRIBE SELECT * FROM 'exported/a.parquet'`);
    const types = {
      text: 'VARCHAR',
      i32: 'INTEGER',
      i64: 'BIGINT',
      u64: 'UBIGINT',
      bool: 'BOOLEAN',
      bytes: 'BLOB',
      time: 'TIMESTAMP WITH TIME ZONE',
    };
    const wanted = [...sessionColumns(''), ...rowColumns].map(({ name, type }) => [name, types[type]]);
    expect(described.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(wanted);
  });

  test('holds every row of the request list with exact numbers and all bytes', async () => {
    const rows = await query(`FROM 'exported/a.parquet' WHERE seq IS NOT NULL ORDER BY seq`);
    const listed = await rowsOf(join(folder, 'recordings/a.mcap'));
    expect(rows.map(({ seq, at_ns, kind, duration_ns }) => [Number(seq), at_ns, kind, duration_ns])).toEqual(
      listed.map(({ seq, atNs, kind, durationNs }) => [seq, atNs, kind, durationNs]),
    );
    expect(rows[0]).toMatchObject({ recording: 'a.mcap', address: 'sim:ism', kernel: 'fake', device_offset: TOP });
    const lengths = await query(
      `SELECT octet_length(sent) AS length FROM 'exported/a.parquet' WHERE seq IN (0, 2) ORDER BY seq`,
    );
    expect(lengths.map(({ length }) => Number(length))).toEqual([4, 5000]);
    const [times] = await query(
      `SELECT epoch_us(time) - epoch_us(started_at) - (at_ns // 1000)::BIGINT AS apart FROM 'exported/a.parquet' WHERE seq = 0`,
    );
    expect(Number(times!.apart)).toBe(0);
  });
});

describe('the queries of the document', () => {
  test('failures', async () => {
    expect(await documented('failures')).toEqual([
      { kernel: 'fake', kind: 'pcistb', path: null, errno_name: 'EINVAL', requests: 2n, recordings: 2n },
      { kernel: 'fake', kind: 'pcistb', path: null, errno_name: 'EIO', requests: 2n, recordings: 2n },
    ]);
  });

  test('latency', async () => {
    const rows = await documented('latency');
    expect(rows.map(({ recording, bytes, stores, p50_ns }) => [recording, bytes, stores, p50_ns])).toEqual([
      ['a.mcap', 4n, 1n, 1000n],
      ['a.mcap', 64n, 2n, BigInt(BURST[0][1])],
      ['b.mcap', 4n, 1n, 1000n],
      ['b.mcap', 64n, 2n, BigInt(BURST[0][1])],
    ]);
  });

  test('payload', async () => {
    const rows = await documented('payload');
    expect(rows.map(({ seq, device_offset }) => [seq, device_offset])).toEqual([
      [0n, '0xffffffffffffffff'],
      [0n, '0xffffffffffffffff'],
    ]);
  });

  test('rules', async () => {
    expect(await documented('rules')).toEqual([
      { rule: 'stb.length', errno_name: 'EINVAL', requests: 2n },
      { rule: 'stb.page', errno_name: 'EINVAL', requests: 2n },
    ]);
  });

  test('operations', async () => {
    const rows = await documented('operations');
    expect(rows.map(({ recording, burst, operations, bytes }) => [recording, burst, operations, bytes])).toEqual([
      ['a.mcap', 0, 2n, 64n],
      ['b.mcap', 0, 2n, 64n],
    ]);
  });

  test('footers', async () => {
    const rows = await documented('footers');
    expect(rows.map(({ key, value }) => [key, value])).toEqual(
      [1, 2].flatMap(() => [
        ['zpci.address', 'sim:ism'],
        ['zpci.kernel', 'fake'],
        ['zpci.startedAt', expect.stringMatching(/^\d{19}$/)],
      ]),
    );
  });

  test('run over a folder of 2,000 recordings', async () => {
    const many = join(folder, 'many/exported');
    await mkdir(many, { recursive: true });
    const one = join(folder, 'exported/a.parquet');
    for (let number = 0; number < MANY; number++) await link(one, join(many, `${number}.parquet`));
    await duckdb.run(`SET file_search_path = '${join(folder, 'many')}'`);
    try {
      const failures = await documented('failures');
      expect(failures.map(({ errno_name, requests }) => [errno_name, requests])).toEqual([
        ['EINVAL', BigInt(MANY)],
        ['EIO', BigInt(MANY)],
      ]);
      expect((await documented('latency')).map(({ stores }) => stores)).toEqual([BigInt(MANY), BigInt(2 * MANY)]);
      expect(await documented('footers')).toHaveLength(3 * MANY);
    } finally {
      await duckdb.run(`SET file_search_path = '${folder}'`);
    }
  });

  test('are these and no others', () => {
    expect([...DOCUMENT.matchAll(/<!-- query: (\w+) -->/g)].map(([, name]) => name)).toEqual([
      ...['failures', 'latency', 'payload', 'rules', 'operations', 'footers'],
    ]);
    expect(DOCUMENT.match(/```sql/g)).toHaveLength(6);
  });
});

test('the document lists the columns as they are', () => {
  const types = {
    text: 'text',
    i32: 'INT32',
    i64: 'INT64',
    u64: 'UINT64',
    time: 'TIMESTAMP',
    bool: 'boolean',
    bytes: 'bytes',
  };
  const rows = [...sessionColumns(''), ...rowColumns].map(
    ({ name, type, doc }) => `| \`${name}\` | ${types[type]} | ${doc} |`,
  );
  const listed = /\| column \| type \| what \|\n\| --- \| --- \| --- \|\n((?:\|.*\n)*)/.exec(DOCUMENT)?.[1];
  expect(listed).toBe(`${rows.join('\n')}\n`);
});
