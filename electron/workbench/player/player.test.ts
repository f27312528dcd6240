import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { RecordedSession } from './recorded-session.ts';
import { verifyRecording } from './verify.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 30);

let folder = '';
let whole: Buffer;
let rows: RequestRow[] = [];

/** A recording of a few chunks, and the rows it has to show. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-player-'));
  const path = join(folder, 'whole.mcap');
  const session = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await session.startRecording(path);
  for (let i = 0; i < 120; i++) {
    await session.send({
      kind: 'pcistb',
      space: 0,
      offset: BigInt(i) << 12n,
      data: new Uint8Array(50).fill(i),
      pageOffset: 0,
    });
    if (i % 30 === 29) await session.log.flush();
  }
  await session.stopRecording();
  whole = await readFile(path);
  rows = (await readAll(path)).rows;
  expect(rows).toHaveLength(120);
});

async function readAll(path: string) {
  const session = await RecordedSession.open(path, 'r');
  try {
    return { rows: (await session.page(0, 1000)).rows, described: session.describe() };
  } finally {
    await session.close();
  }
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'damaged.mcap');
  await writeFile(path, bytes);
  return path;
}

describe('a recording', () => {
  test('cut anywhere opens up to the cut: true rows from the first on, the damage told, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        const path = await fileOf(whole.subarray(0, length));
        const read = await readAll(path).catch((thrown: WorkbenchError) => thrown.info);
        if ('code' in read) expect(read.code).toBe('damaged-file');
        else {
          expect(read.rows).toEqual(rows.slice(0, read.rows.length));
          expect(read.described.damage?.message).toContain(`${read.rows.length} requests were read`);
          expect(read.described.requests).toBe(read.rows.length);
        }
        expect((await verifyRecording(path).catch((thrown) => thrown.info)).whole).toBeFalsy();
      }),
      { numRuns: RUNS },
    );
  });

  test('with a flipped bit shows no row that is not true, and counts what is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const bytes = Buffer.from(whole);
          bytes[at]! ^= 1 << bit;
          const read = await readAll(await fileOf(bytes)).catch((thrown: WorkbenchError) => thrown.info);
          if ('code' in read) {
            expect(read.code).toMatch(/^(damaged-file|future-version)$/);
            return;
          }
          for (const row of read.rows) expect(row).toEqual(rows[row.seq]);
          if (read.rows.length < rows.length) expect(read.described.damage).toBeDefined();
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('goes on behind a damaged chunk and says how many requests are missing between', async () => {
    const bytes = Buffer.from(whole);
    const secondChunk = whole.indexOf(
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
      whole.indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])) + 4,
    );
    bytes[secondChunk + 20]! ^= 0xff;
    const { rows: read, described } = await readAll(await fileOf(bytes));
    expect(read.map(({ seq }) => seq)).toEqual([...Array(30).keys(), ...[...Array(60).keys()].map((i) => i + 60)]);
    expect(described.damage?.message).toMatch(
      /damaged at byte \d+: .* 90 requests were read, 30 between them are missing\.$/,
    );
    expect(await verifyRecording(join(folder, 'damaged.mcap'))).toMatchObject({
      whole: false,
      requests: 90,
      missing: 30,
    });
  });

  test('is refused when its bytes are no recording', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await expect(readAll(await fileOf(bytes))).rejects.toMatchObject({ info: { code: 'damaged-file' } });
      }),
      { numRuns: RUNS },
    );
  });

  test('whose lengths are lies is read in bounded memory', async () => {
    const magic = whole.subarray(0, 8);
    const huge = Buffer.concat([magic, Buffer.from([6]), Buffer.from('ffffffffffffff00', 'hex'), Buffer.alloc(100)]);
    await expect(readAll(await fileOf(huge))).rejects.toMatchObject({ info: { code: 'damaged-file' } });
  });

  test('of a later format is refused by name', async () => {
    const { Recorder } = await import('../recorder/recorder.ts');
    const { snapshot } = (await readAll(join(folder, 'whole.mcap'))).described;
    const { RECORDING_FORMAT } = await import('../recorder/messages.ts');
    const path = join(folder, 'future.mcap');
    const recorder = await Recorder.create(path, { version: '9', clock: () => 1n, epochNs: 0n });
    const head = {
      address: 'a',
      title: 't',
      kind: 'sim',
      startedAt: 1n,
      atNs: 1n,
      snapshot,
      format: RECORDING_FORMAT + 1,
    } as const;
    recorder.session(head, '9');
    await recorder.finish();
    await expect(readAll(path)).rejects.toMatchObject({ info: { code: 'future-version' } });
  });

  test('is an MCAP file that the library itself reads by its index, with a schema for every channel', async () => {
    const { McapIndexedReader } = await import('@mcap/core');
    const { decompress } = await import('../recorder/zstd.ts');
    const readable = {
      size: async () => BigInt(whole.length),
      read: async (offset: bigint, length: bigint) =>
        new Uint8Array(whole.subarray(Number(offset), Number(offset + length))),
    };
    const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers: { zstd: decompress } });
    let messages = 0;
    for await (const _message of reader.readMessages({ topics: ['request'], validateCrcs: true })) messages += 1;
    expect(messages).toBe(120);
    expect(reader.statistics?.messageCount).toBe(123n);
    expect(
      [...reader.schemasById.values()].every(
        ({ encoding, data }) => data.length > 50 && /^(jsonschema|protobuf)$/.test(encoding),
      ),
    ).toBe(true);
  });
});
