import { McapStreamReader, type McapTypes } from '@mcap/core';
import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import { type RecordedMessage, recordingSchemas, type Topic, topics } from '../recorder/messages.ts';
import { decompress } from '../recorder/zstd.ts';

/** A message of a recording, validated. `known` is false for a channel this version does not know: it is kept aside, not lost. */
export type PlayedMessage = { [T in Topic]: { topic: T; logTime: bigint; message: RecordedMessage<T> } }[Topic];

/** A message as it lies in its chunk, not looked into. */
export interface RawMessage {
  readonly topic: Topic;
  readonly logTime: bigint;
  readonly data: Uint8Array;
}

const NOTHING: McapTypes.TypedMcapRecord[] = [];

/** Reads the chunks of one recording, each on its own, with the channels declared before them. */
export class ChunkReader {
  readonly #channels = new Map<number, string>();
  readonly #declarations: Uint8Array[] = [];
  /** Messages on channels that are not ours, or not of this version. */
  foreign = 0;

  /** Takes a schema or channel record that stands before the chunks. */
  declare(bytes: Uint8Array): void {
    this.#declarations.push(bytes);
    for (const record of readRecords([bytes])) this.#noteChannel(record);
  }

  /** The messages of a chunk record, all or none. Throws `damaged-file` with what is wrong. */
  messages(chunk: Uint8Array): PlayedMessage[] {
    return this.rawMessages(chunk).map((raw) => this.play(raw));
  }

  /** The messages of a chunk record whose checksum is right, each to be played when it is wanted. Throws `damaged-file`. */
  rawMessages(chunk: Uint8Array): RawMessage[] {
    const found: RawMessage[] = [];
    for (const record of readRecords([...this.#declarations, chunk])) {
      this.#noteChannel(record);
      const raw = record.type === 'Message' ? this.#raw(record) : undefined;
      if (raw) found.push(raw);
    }
    return found;
  }

  /** A message, validated. Throws `damaged-file`. */
  play({ topic, logTime, data }: RawMessage): PlayedMessage {
    const parsed = recordingSchemas[topic].safeParse(rawJson(data));
    if (!parsed.success) throw damaged(`a ${topic} message is malformed: ${issueLine(parsed.error, 'message')}`);
    return { topic, logTime, message: parsed.data } as PlayedMessage;
  }

  #noteChannel(record: McapTypes.TypedMcapRecord): void {
    if (record.type === 'Channel') this.#channels.set(record.id, record.topic);
  }

  #raw({ channelId, logTime, data }: McapTypes.TypedMcapRecords['Message']): RawMessage | undefined {
    const topic = this.#channels.get(channelId) as Topic;
    if (topics.includes(topic)) return { topic, logTime, data };
    this.foreign += 1;
    return undefined;
  }
}

/** The JSON of a message. Throws when it is none. */
export const rawJson = (data: Uint8Array): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data));

function readRecords(parts: readonly Uint8Array[]): McapTypes.TypedMcapRecord[] {
  const reader = new McapStreamReader({ noMagicPrefix: true, decompressHandlers: { zstd: decompress } });
  for (const part of parts) reader.append(part);
  const records = [...NOTHING];
  try {
    for (let record = reader.nextRecord(); record; record = reader.nextRecord()) records.push(record);
  } catch (thrown) {
    throw damaged(errorInfo(thrown).message.replace(/ \[(library=.*|no header)\]$/, ''));
  }
  return records;
}

const damaged = (message: string) => new WorkbenchError({ code: 'damaged-file', message });
