import { crc32 } from 'node:zlib';
import { checkChunk, chunkOf, type McapChunk, messagesOf } from './mcap-chunk.ts';
import { Fields, type McapRecord, OP, recordsIn } from './mcap-records.ts';

const MAGIC = Buffer.from('894d434150300d0a', 'hex');

/**
 * What is wrong with an MCAP file, one line each: everything `mcap doctor` looks at, and what the specification says beyond that (places of
 * messages in the chunk index, groups of the summary, checksums of attachments, data and summary). It shares no code with the writer but zstd.
 */
export function complaintsAbout(file: Buffer): string[] {
  const found: string[] = [];
  const complain = (what: string) => void found.push(what);
  if (!file.subarray(0, 8).equals(MAGIC)) complain('no magic at the start');
  const all = recordsIn(file, MAGIC.length);
  if (all[0]?.op !== OP.header || new Fields(all[0].body).text() === '') complain('no header with a profile first');
  const dataEnd = all.findIndex(({ op }) => op === OP.dataEnd);
  const data = dataEnd < 0 ? all : all.slice(0, dataEnd);
  const chunks = chunksOf(data, complain);
  checkNames(data, chunks, complain);
  for (const chunk of chunks) checkChunk(chunk, complain);
  const times = chunks.flatMap(messagesOf).map(({ time }) => time);
  if (times.some((time, n) => n > 0 && time < times[n - 1]!)) complain('a message is older than one before it');
  if (dataEnd < 0) complain('no end of the data');
  else checkEnd(file, all.slice(dataEnd), data, chunks, complain);
  return found;
}

type Complain = (what: string) => void;

/** Chunks with the message indexes behind them. */
function chunksOf(data: readonly McapRecord[], complain: Complain): McapChunk[] {
  const chunks: McapChunk[] = [];
  let before: number | undefined;
  for (const record of data) {
    if (record.op === OP.chunk) chunks.push(chunkOf(record, complain));
    if (record.op === OP.messageIndex) {
      if (before !== OP.chunk && before !== OP.messageIndex) complain(`message index at ${record.at} behind no chunk`);
      chunks.at(-1)?.indexes.push(record);
    }
    if (record.op === OP.message) complain(`message at ${record.at} outside of any chunk`);
    before = record.op;
  }
  return chunks;
}

/** Schemas before their channels, channels before their messages; each once. */
function checkNames(data: readonly McapRecord[], chunks: readonly McapChunk[], complain: Complain): void {
  const schemas = new Set([0]);
  const channels = new Set<number>();
  for (const { op, body } of data) {
    const fields = new Fields(body);
    if (op === OP.schema) {
      const [id, _name, encoding] = [fields.u16(), fields.text(), fields.text()];
      if (schemas.has(id) || encoding === '') complain(`schema ${id} is there twice, is 0 or has no encoding`);
      schemas.add(id);
    }
    if (op !== OP.channel) continue;
    const [id, schema] = [fields.u16(), fields.u16()];
    if (channels.has(id) || !schemas.has(schema)) complain(`channel ${id} is there twice or has no schema before it`);
    channels.add(id);
  }
  for (const { channel } of chunks.flatMap(messagesOf))
    if (!channels.has(channel)) complain(`a message of the unknown channel ${channel}`);
}

/** End of the data, summary, places of its groups, footer, magic. */
function checkEnd(
  file: Buffer,
  [end, ...summary]: readonly McapRecord[],
  data: readonly McapRecord[],
  chunks: readonly McapChunk[],
  complain: Complain,
): void {
  const crc = new Fields(end!.body).u32();
  if (crc !== 0 && crc !== crc32(file.subarray(0, end!.at))) complain('checksum of the data');
  const footer = summary.at(-1);
  if (footer?.op !== OP.footer) {
    complain('no footer');
    return;
  }
  if (!file.subarray(footer.end).equals(MAGIC)) complain('no magic right behind the footer');
  const fields = new Fields(footer.body);
  const [start, offsets, summaryCrc] = [Number(fields.u64()), Number(fields.u64()), fields.u32()];
  const places = summary.filter(({ op }) => op === OP.summaryOffset);
  if (start !== end!.end || offsets !== places[0]?.at) complain('the footer points elsewhere');
  if (summaryCrc !== crc32(file.subarray(start, footer.at + 9 + 16))) complain('checksum of the summary');
  const groups = summary.filter(({ op }) => op !== OP.summaryOffset && op !== OP.footer);
  checkPlaces(groups, places, complain);
  const expected = [...repeated(data), statisticsOf(data, chunks), ...attachmentIndexes(data, complain)];
  same(textsOf(groups), [...expected, ...chunks.map(chunkIndexOf)], complain);
}

/** Each kind of record in the summary is one group, with one record that tells its place. */
function checkPlaces(groups: readonly McapRecord[], places: readonly McapRecord[], complain: Complain): void {
  const told = places.map(({ body }) => {
    const fields = new Fields(body);
    return [fields.u8(), fields.u64(), fields.u64()].join(' ');
  });
  const are = [...new Set(groups.map(({ op }) => op))].map((op) => {
    const [first, last] = [groups.find((one) => one.op === op)!, groups.findLast((one) => one.op === op)!];
    if (groups.some((one) => one.op !== op && one.at > first.at && one.at < last.at)) complain(`group ${op} has a gap`);
    return [op, first.at, last.end - first.at].join(' ');
  });
  if (told.join() !== are.join()) complain('summary offsets are not those of the groups');
}

const line = (op: number, body: Buffer) => `${op} ${body.toString('hex')}`;
const textsOf = (records: readonly McapRecord[]) => records.map(({ op, body }) => line(op, body));
const repeated = (data: readonly McapRecord[]) =>
  textsOf(data.filter(({ op }) => op === OP.schema || op === OP.channel));

function same(found: readonly string[], expected: readonly string[], complain: Complain): void {
  const [there, wanted] = [new Set(found), new Set(expected)];
  if (found.length !== there.size) complain('the summary has a record twice');
  const kinds = (texts: Iterable<string>) => [...new Set([...texts].map((text) => text.split(' ')[0]))].join();
  const missing = kinds([...wanted].filter((text) => !there.has(text)));
  const more = kinds([...there].filter((text) => !wanted.has(text)));
  if (missing) complain(`the summary lacks records of kind ${missing}`);
  if (more) complain(`the summary has wrong records of kind ${more}`);
}

/** Little-endian fields, and text or lists with their length before them. */
const u16 = (value: number) => Buffer.from(Uint16Array.of(value).buffer);
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: bigint | number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const counted = (bytes: Buffer) => Buffer.concat([u32(bytes.length), bytes]);

/** The chunk index that a chunk must have. */
function chunkIndexOf({ record, startTime, endTime, size, compression, packedSize, indexes }: McapChunk): string {
  const offsets = indexes.map(({ body, at }) => Buffer.concat([body.subarray(0, 2), u64(at)]));
  const indexBytes = indexes.reduce((sum, { at, end }) => sum + end - at, 0);
  const place = [u64(startTime), u64(endTime), u64(record.at), u64(record.end - record.at)];
  const content = [counted(Buffer.from(compression)), u64(packedSize), u64(size)];
  return line(OP.chunkIndex, Buffer.concat([...place, counted(Buffer.concat(offsets)), u64(indexBytes), ...content]));
}

/** The statistics that the file must have. */
function statisticsOf(data: readonly McapRecord[], chunks: readonly McapChunk[]): string {
  const messages = chunks.flatMap(messagesOf);
  const count = (op: number) => data.filter((record) => record.op === op).length;
  const perChannel = new Map<number, number>();
  for (const { channel } of messages) perChannel.set(channel, (perChannel.get(channel) ?? 0) + 1);
  const counts = [u64(messages.length), u16(count(OP.schema)), u32(count(OP.channel)), u32(count(OP.attachment))];
  const times = [u64(messages[0]?.time ?? 0), u64(messages.at(-1)?.time ?? 0)];
  const channels = [...perChannel].flatMap(([id, number]) => [u16(id), u64(number)]);
  const body = [...counts, u32(0), u32(chunks.length), ...times, counted(Buffer.concat(channels))];
  return line(OP.statistics, Buffer.concat(body));
}

/** The attachment indexes that the file must have. */
function attachmentIndexes(data: readonly McapRecord[], complain: Complain): string[] {
  return data
    .filter(({ op }) => op === OP.attachment)
    .map(({ body, at, end }) => {
      const fields = new Fields(body);
      const times = fields.bytes(16);
      const [name, type] = [counted(Buffer.from(fields.text())), counted(Buffer.from(fields.text()))];
      const size = fields.u64();
      fields.bytes(Number(size));
      const covered = fields.at;
      if (fields.u32() !== crc32(body.subarray(0, covered))) complain(`attachment at ${at}: checksum`);
      return line(OP.attachmentIndex, Buffer.concat([u64(at), u64(end - at), times, u64(size), name, type]));
    });
}
