import { readFile, writeFile } from 'node:fs/promises';
import { McapStreamReader, McapWriter } from '@mcap/core';
import { compress, decompress, zstdReady } from '../../recorder/zstd.ts';

/** What another program makes of a message, one or several of them; unchanged where it gives none. */
type Rewrite = (topic: string, text: string, number: number) => string | readonly string[] | undefined;

/** Writes the recording at `from` to `to` with some messages changed: whole, checksums and all, as if a program meant it so. */
export async function rewritten(from: string, to: string, rewrite: Rewrite): Promise<string> {
  await zstdReady;
  const parts: Uint8Array[] = [];
  let size = 0n;
  const writable = {
    write: async (bytes: Uint8Array) => {
      parts.push(bytes.slice());
      size += BigInt(bytes.length);
    },
    position: () => size,
  };
  const writer = new McapWriter({
    writable,
    compressChunk: (bytes) => ({ compression: 'zstd', compressedData: compress(bytes) }),
  });
  await writer.start({ profile: 'zpci-workbench', library: 'another program' });
  const reader = new McapStreamReader({ decompressHandlers: { zstd: decompress } });
  reader.append(await readFile(from));
  const [schemas, channels] = [new Map<number, number>(), new Map<number, { id: number; topic: string }>()];
  const counts = new Map<string, number>();
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    if (record.type === 'Schema' && !schemas.has(record.id))
      schemas.set(record.id, await writer.registerSchema(record));
    if (record.type === 'Channel' && !channels.has(record.id)) {
      const id = await writer.registerChannel({ ...record, schemaId: schemas.get(record.schemaId) ?? 0 });
      channels.set(record.id, { id, topic: record.topic });
    }
    if (record.type !== 'Message') continue;
    const { id, topic } = channels.get(record.channelId)!;
    const number = counts.get(topic) ?? 0;
    counts.set(topic, number + 1);
    const changed = rewrite(topic, Buffer.from(record.data).toString('latin1'), number);
    const texts = typeof changed === 'string' ? [changed] : changed;
    for (const data of texts?.map((text) => Buffer.from(text)) ?? [record.data])
      await writer.addMessage({ ...record, channelId: id, data });
  }
  await writer.end();
  await writeFile(to, Buffer.concat(parts));
  return to;
}
