import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { decompress, isLoaded } from '@foxglove/wasm-zstd';
import { McapIndexedReader, McapStreamReader, type McapTypes } from '@mcap/core';
import { beforeAll, expect, test } from 'vitest';
import { BURST, recordEverything } from '../export/testing/recordings.ts';

/** A reader as a stranger would write it: the MCAP library, protobuf, zstd, and what `docs/RECORDING.md` says. Nothing of the player. */
let file: Buffer;
const decompressHandlers = { zstd: (bytes: Uint8Array, size: bigint) => decompress(bytes, Number(size)) };

beforeAll(async () => {
  await isLoaded;
  file = await readFile(await recordEverything(await mkdtemp(join(tmpdir(), 'zpci-stranger-'))));
});

const readable = () => ({
  size: async () => BigInt(file.length),
  read: async (offset: bigint, length: bigint) =>
    new Uint8Array(file.subarray(Number(offset), Number(offset + length))),
});

/** Every message by topic, decoded by the encoding and schema that the file names. */
async function read() {
  const reader = await McapIndexedReader.Initialize({ readable: readable(), decompressHandlers });
  const found = new Map<string, Record<string, unknown>[]>();
  for await (const { channelId, data } of reader.readMessages({ validateCrcs: true })) {
    const { topic, messageEncoding, schemaId } = reader.channelsById.get(channelId)!;
    const decoded =
      messageEncoding === 'json'
        ? JSON.parse(Buffer.from(data).toString())
        : protobuf(reader.schemasById.get(schemaId)!, data);
    found.set(topic, [...(found.get(topic) ?? []), decoded]);
  }
  return { reader, found };
}

function protobuf(schema: McapTypes.Schema, data: Uint8Array): Record<string, unknown> {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, schema.data));
  return { ...fromBinary(registry.getMessage(schema.name)!, data) };
}

test('every request, operation and change is read with the library and the page alone', async () => {
  const { found } = await read();
  expect(found.get('session')![0]).toMatchObject({ format: 2, address: 'sim:ism', snapshot: { byteOrder: 'be' } });
  const requests = found.get('request')!;
  expect([...requests, ...found.get('mark')!].map(({ seq }) => seq).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(requests[0]).toMatchObject({ kind: 'pcistb', request: { offset: '0xffffffffffffffff', data: '00ff2c0a' } });
  expect(requests[2]).toMatchObject({ status: 'errno', errno: 22, broken: ['stb.length', 'stb.page'] });
  const bursts = found.get('burst')!;
  expect(bursts.flatMap(({ startNs }) => startNs)).toEqual(BURST.map(([start]) => start));
  expect(bursts.flatMap(({ result }) => result)).toEqual(BURST.map(([, , result]) => result));
  expect(found.get('arm')).toMatchObject([{ armed: true }]);
  expect(found.get('change')!.at(-1)).toMatchObject({ mapped: { iova: '0x100000000' } });
});

test('the index leads to the chunk of a row, as the page says', async () => {
  const { reader } = await read();
  const place = reader.attachmentIndexes.find(({ name }) => name === 'zpci.index')!;
  const stream = new McapStreamReader({ noMagicPrefix: true });
  stream.append(file.subarray(Number(place.offset), Number(place.offset + place.length)));
  const attachment = stream.nextRecord() as McapTypes.TypedMcapRecords['Attachment'];
  const data = Buffer.from(attachment.data);
  const head = JSON.parse(data.subarray(4, 4 + data.readUInt32LE(0)).toString());
  const start = 4 + data.readUInt32LE(0);
  expect(data.length).toBe(start + head.chunks * head.entryBytes);
  let at = start;
  const entry: Record<string, number> = {};
  for (const { name, type } of head.fields) {
    entry[name] = type === 'u64' ? Number(data.readBigUInt64LE(at)) : data.readUInt32LE(at);
    at += type === 'u64' ? 8 : 4;
  }
  expect(file[entry.offset!]).toBe(6);
  expect(reader.chunkIndexes[0]).toMatchObject({
    chunkStartOffset: BigInt(entry.offset!),
    chunkLength: BigInt(entry.length!),
  });
});

test('summary offsets and chunk indexes point at what they name, and statistics count it', async () => {
  const { reader, found } = await read();
  for (const { groupOpcode, groupStart, groupLength } of reader.summaryOffsetsByOpcode.values()) {
    expect(file[Number(groupStart)]).toBe(groupOpcode);
    const end = Number(groupStart + groupLength);
    expect(file[end]).not.toBe(groupOpcode);
  }
  for (const { messageIndexOffsets } of reader.chunkIndexes)
    for (const offset of messageIndexOffsets.values()) expect(file[Number(offset)]).toBe(7);
  const messages = [...found.values()].flat().length;
  expect(reader.statistics).toMatchObject({
    messageCount: BigInt(messages),
    chunkCount: reader.chunkIndexes.length,
    attachmentCount: 1,
  });
});
