import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { decompress, isLoaded } from '@foxglove/wasm-zstd';
import { beforeAll, describe, expect, test } from 'vitest';
import { shippedAssets } from '../assets.ts';
import { recordEverything } from './testing/recordings.ts';

/** A reader of MCAP made from its specification alone, so that recordings are not only read by the library that wrote them. */

const MAGIC = Buffer.from('894d434150300d0a', 'hex');
const OP = {
  header: 1,
  footer: 2,
  schema: 3,
  channel: 4,
  message: 5,
  chunk: 6,
  messageIndex: 7,
  chunkIndex: 8,
  attachment: 9,
  attachmentIndex: 10,
  statistics: 11,
  metadata: 12,
  metadataIndex: 13,
  summaryOffset: 14,
  dataEnd: 15,
} as const;

interface Found {
  readonly op: number;
  /** Of the opcode. */
  readonly at: number;
  readonly body: Buffer;
}

/** Records that follow each other without a gap. */
function records(bytes: Buffer, from: number, to: number): Found[] {
  const found: Found[] = [];
  for (let at = from; at < to; ) {
    const length = Number(bytes.readBigUInt64LE(at + 1));
    expect(at + 9 + length).toBeLessThanOrEqual(to);
    found.push({ op: bytes[at]!, at, body: bytes.subarray(at + 9, at + 9 + length) });
    at += 9 + length;
  }
  return found;
}

/** Text with its length before it; gives where it ends. */
const text = (body: Buffer, at: number) => {
  const end = at + 4 + body.readUInt32LE(at);
  return { value: body.toString('utf8', at + 4, end), end };
};

/** A chunk: times, size and CRC of its records, how they are packed, the records. */
function chunk(body: Buffer) {
  const size = Number(body.readBigUInt64LE(16));
  const { value: compression, end } = text(body, 28);
  const packed = body.subarray(end + 8, end + 8 + Number(body.readBigUInt64LE(end)));
  const plain = compression === '' ? packed : Buffer.from(decompress(packed, size));
  expect(compression === '' || compression === 'zstd').toBe(true);
  expect(plain.length).toBe(size);
  expect(crc32(plain)).toBe(body.readUInt32LE(24));
  return { first: body.readBigUInt64LE(0), last: body.readBigUInt64LE(8), plain };
}

async function held(path: string) {
  const file = await readFile(path);
  expect([file.subarray(0, 8), file.subarray(-8)]).toEqual([MAGIC, MAGIC]);
  const all = records(file, 8, file.length - 8);
  const of = (op: number) => all.filter((record) => record.op === op);
  expect([all[0]!.op, all.at(-1)!.op]).toEqual([OP.header, OP.footer]);
  expect(all.every(({ op }) => Object.values(OP).some((known) => known === op))).toBe(true);
  return { file, all, of };
}

let recording = '';
beforeAll(async () => {
  await isLoaded;
  recording = await recordEverything(await mkdtemp(join(tmpdir(), 'zpci-mcap-')));
});

describe.each([
  ['that was just written', () => recording],
  ['that ships with the product', () => join(shippedAssets(), 'recordings/ism-hello.mcap')],
])('a recording %s, held against the specification', (_which, path) => {
  test('has chunks that are as their checksums say, with messages of known channels in their time', async () => {
    const { all } = await held(path());
    const channels = new Set<number>();
    for (const { op, body } of all) {
      // A channel is told before its first message, in the same chunk or outside of any.
      if (op === OP.channel) channels.add(body.readUInt16LE(0));
      if (op !== OP.chunk) continue;
      const { first, last, plain } = chunk(body);
      for (const { op, body } of records(plain, 0, plain.length)) {
        if (op === OP.channel) channels.add(body.readUInt16LE(0));
        if (op !== OP.message) continue;
        expect(channels.has(body.readUInt16LE(0))).toBe(true);
        const time = body.readBigUInt64LE(6);
        expect(time >= first && time <= last).toBe(true);
      }
    }
    expect(channels.size).toBeGreaterThan(0);
  });

  test('has a summary whose checksum, counts and places are those of the data', async () => {
    const { file, of, all } = await held(path());
    const footer = of(OP.footer)[0]!;
    const start = Number(footer.body.readBigUInt64LE(0));
    expect(crc32(file.subarray(start, footer.at + 9 + 16))).toBe(footer.body.readUInt32LE(16));
    const messages = of(OP.chunk).flatMap(({ body }) => {
      const { plain } = chunk(body);
      return records(plain, 0, plain.length).filter(({ op }) => op === OP.message);
    });
    const statistics = of(OP.statistics)[0]!.body;
    expect(Number(statistics.readBigUInt64LE(0))).toBe(messages.length);
    expect(statistics.readUInt32LE(8 + 2 + 4 + 4 + 4)).toBe(of(OP.chunk).length);
    const chunksAt = of(OP.chunk).map(({ at }) => at);
    for (const { body } of of(OP.chunkIndex)) expect(chunksAt).toContain(Number(body.readBigUInt64LE(16)));
    const dataEnd = all.findIndex(({ op }) => op === OP.dataEnd);
    expect(all[dataEnd + 1]!.at).toBe(start);
  });
});
