import { crc32 } from 'node:zlib';
import { decompress } from '@foxglove/wasm-zstd';
import { Fields, type McapRecord, OP, recordsIn } from './mcap-records.ts';

/** A chunk and the message indexes behind it. */
export interface McapChunk {
  readonly record: McapRecord;
  readonly startTime: bigint;
  readonly endTime: bigint;
  readonly size: bigint;
  readonly compression: string;
  readonly packedSize: bigint;
  readonly records: readonly McapRecord[];
  readonly indexes: McapRecord[];
}

type Complain = (what: string) => void;

/** Unpacks a chunk; says where it is not what its own head says. */
export function chunkOf(record: McapRecord, complain: Complain): McapChunk {
  const fields = new Fields(record.body);
  const [startTime, endTime, size, crc, compression] = [
    fields.u64(),
    fields.u64(),
    fields.u64(),
    fields.u32(),
    fields.text(),
  ];
  const packed = fields.bytes(Number(fields.u64()));
  if (!['', 'zstd'].includes(compression)) complain(`chunk at ${record.at}: compression ${compression}`);
  const plain = compression === '' ? packed : Buffer.from(decompress(packed, Number(size)));
  if (plain.length !== Number(size)) complain(`chunk at ${record.at}: ${plain.length} bytes are not ${size}`);
  if (crc32(plain) !== crc) complain(`chunk at ${record.at}: checksum`);
  const records = recordsIn(plain, 0);
  if ((records.at(-1)?.end ?? 0) !== plain.length) complain(`chunk at ${record.at}: its last record is not whole`);
  return { record, startTime, endTime, size, compression, packedSize: BigInt(packed.length), records, indexes: [] };
}

/** Channel, time and place of each message, as text that can be compared. */
export const messagesOf = ({ records }: McapChunk) =>
  records
    .filter(({ op }) => op === OP.message)
    .map(({ body, at }) => {
      const fields = new Fields(body);
      const [channel, _sequence, time] = [fields.u16(), fields.u32(), fields.u64()];
      return { channel, time, at: BigInt(at) };
    });

/** What the message indexes behind a chunk say of its messages, against the messages; and its times against theirs. */
export function checkChunk(chunk: McapChunk, complain: Complain): void {
  const { record, startTime, endTime, records, indexes } = chunk;
  const about = (what: string) => complain(`chunk at ${record.at}: ${what}`);
  const messages = messagesOf(chunk);
  const times = messages.map(({ time }) => time);
  const [first, last] = [times.reduce((a, b) => (a < b ? a : b)), times.reduce((a, b) => (a > b ? a : b))];
  if (first !== startTime || last !== endTime) about(`times ${startTime} to ${endTime}, messages ${first} to ${last}`);
  if (times.some((time, n) => n > 0 && time < times[n - 1]!)) about('a message is older than the one before');
  for (const { op } of records) if (op !== OP.message) about(`a record of kind ${op}`);
  const channels = indexes.map(({ body }) => new Fields(body).u16());
  if (new Set(channels).size !== channels.length) about('two message indexes of one channel');
  const listed = indexes.flatMap(({ body }) => {
    const fields = new Fields(body);
    const channel = fields.u16();
    return fields.list(() => ({ channel, time: fields.u64(), at: fields.u64() }));
  });
  const text = (all: typeof messages) => all.map(({ channel, time, at }) => `${at} ${channel} ${time}`).sort();
  if (text(listed).join() !== text(messages).join()) about('message indexes are not those of its messages');
}
