import { McapRecordBuilder, McapStreamReader, type McapTypes } from '@mcap/core';
import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import { decodeBurst } from '../recorder/burst-message.ts';
import { type RecordedMessage, recordingSchemas, type Topic, topics } from '../recorder/messages.ts';
import { decompress } from '../recorder/zstd.ts';

/** A message of a recording, validated. `known` is false for a channel this version does not know: it is kept aside, not lost. */
export type PlayedMessage = { [T in Topic]: { topic: T; logTime: bigint; message: RecordedMessage<T> } }[Topic];

/** A message as it lies in its chunk, not looked into. */
export interface RawMessage {
  readonly topic: Topic;
  readonly encoding: string;
  readonly logTime: bigint;
  readonly data: Uint8Array;
}

type ChannelRecord = McapTypes.TypedMcapRecords['Channel'];
type MessageRecord = McapTypes.TypedMcapRecords['Message'];

const NOTHING: McapTypes.TypedMcapRecord[] = [];

/** Reads the chunks of one recording, each on its own, with the channels declared before them. */
export class ChunkReader {
  readonly #channels = new Map<number, ChannelRecord>();
  readonly #declared = new Set<string>();
  readonly #declarations: Uint8Array[] = [];
  readonly schemas: McapTypes.Schema[] = [];
  /** Has read what is declared; undefined when the next chunk needs another. */
  #stream: McapStreamReader | undefined;
  /** Messages on channels that are not ours, or not of this version. */
  foreign = 0;

  get channels(): readonly McapTypes.Channel[] {
    return [...this.#channels.values()];
  }

  /** Takes a schema or channel record; one that was taken before stays as it was. */
  declare(bytes: Uint8Array): void {
    // Opcode and id: the summary says again what stands at the front, and to read it takes longer than a short chunk.
    const key = `${bytes[0]} ${bytes.subarray(9, 11)}`;
    if (this.#declared.has(key)) return;
    const [record] = allOf(newStream(), bytes);
    if (!record) return;
    this.#declared.add(key);
    this.#stream = undefined;
    this.#declarations.push(record?.type === 'Schema' ? shortSchema(record) : bytes);
    if (record?.type === 'Schema') this.schemas.push(record);
    this.#noteChannel(record!);
  }

  /** The messages of a chunk record, all or none. Throws `damaged-file` with what is wrong. */
  messages(chunk: Uint8Array): PlayedMessage[] {
    return this.rawMessages(chunk).map((raw) => this.play(raw));
  }

  /** The messages of a chunk record whose checksum is right, each to be played when it is wanted. Throws `damaged-file`. */
  rawMessages(chunk: Uint8Array): RawMessage[] {
    const found = this.records(chunk).map((record) => this.raw(record));
    this.foreign += found.filter((raw) => raw === undefined).length;
    return found.filter((raw) => raw !== undefined);
  }

  /** The message records of a chunk, also those of channels that are not ours. Throws `damaged-file` when the chunk is not as written. */
  records(chunk: Uint8Array): MessageRecord[] {
    if (!hasChecksum(chunk)) throw damaged('a chunk has no checksum: what is in it may not be what was written');
    const stream = this.#stream ?? streamOf(this.#declarations);
    // One that came across something that is wrong, or that has learnt what other chunks need not know, is not used again.
    this.#stream = undefined;
    const records = allOf(stream, chunk);
    for (const record of records) this.#noteChannel(record);
    const messages = records.filter((record) => record.type === 'Message');
    if (messages.length === records.length && stream.bytesRemaining() === 0) this.#stream = stream;
    return messages;
  }

  /** The message in a record; undefined when its channel is not ours. */
  raw({ channelId, logTime, data }: McapTypes.Message): RawMessage | undefined {
    const { topic, messageEncoding: encoding = '' } = this.#channels.get(channelId) ?? {};
    return topics.includes(topic as Topic) ? { topic: topic as Topic, encoding, logTime, data } : undefined;
  }

  /** A message, validated. Throws `damaged-file`. */
  play({ topic, encoding, logTime, data }: RawMessage): PlayedMessage {
    if (topic === 'burst' && encoding === 'protobuf') return { topic, logTime, message: decodeBurst(data) };
    const parsed = recordingSchemas[topic].safeParse(rawJson(data));
    if (!parsed.success) throw damaged(`a ${topic} message is malformed: ${issueLine(parsed.error, 'message')}`);
    return { topic, logTime, message: parsed.data } as PlayedMessage;
  }

  #noteChannel(record: McapTypes.TypedMcapRecord): void {
    if (record.type === 'Channel') this.#channels.set(record.id, record);
  }
}

/** Where a chunk record keeps the CRC of its content: behind opcode, length, two times and a size. Zero says that there is none. */
const CHUNK_CRC = 33;

function hasChecksum(chunk: Uint8Array): boolean {
  const at = chunk.subarray(CHUNK_CRC, CHUNK_CRC + 4);
  return at.length < 4 || at.some((byte) => byte !== 0);
}

/** The library wants a schema before each channel: what is in it does not matter to it. */
function shortSchema(schema: McapTypes.Schema): Uint8Array {
  const builder = new McapRecordBuilder();
  builder.writeSchema({ ...schema, data: Uint8Array.of(0) });
  return builder.buffer;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON of a message. Throws when it is none. */
export const rawJson = (data: Uint8Array): unknown => JSON.parse(utf8.decode(data));

const newStream = () => new McapStreamReader({ noMagicPrefix: true, decompressHandlers: { zstd: decompress } });

function streamOf(declarations: readonly Uint8Array[]): McapStreamReader {
  const stream = newStream();
  for (const declaration of declarations) allOf(stream, declaration);
  return stream;
}

/** The records that a stream has behind some more bytes. Throws `damaged-file`. */
function allOf(reader: McapStreamReader, bytes: Uint8Array): McapTypes.TypedMcapRecord[] {
  reader.append(bytes);
  const records = [...NOTHING];
  try {
    for (let record = reader.nextRecord(); record; record = reader.nextRecord()) records.push(record);
  } catch (thrown) {
    throw damaged(errorInfo(thrown).message.replace(/ \[(library=.*|no header)\]$/, ''));
  }
  return records;
}

const damaged = (message: string) => new WorkbenchError({ code: 'damaged-file', message });
