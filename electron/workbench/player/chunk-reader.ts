import { McapStreamReader, type McapTypes } from '@mcap/core';
import { errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import { type RecordedMessage, recordingSchemas, type Topic, topics } from '../recorder/messages.ts';
import { decompress } from '../recorder/zstd.ts';

/** A message of a recording, validated. `known` is false for a channel this version does not know: it is kept aside, not lost. */
export type PlayedMessage = { [T in Topic]: { topic: T; logTime: bigint; message: RecordedMessage<T> } }[Topic];

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
    const played: PlayedMessage[] = [];
    for (const record of readRecords([...this.#declarations, chunk])) {
      this.#noteChannel(record);
      const message = record.type === 'Message' ? this.#play(record) : undefined;
      if (message) played.push(message);
    }
    return played;
  }

  #noteChannel(record: McapTypes.TypedMcapRecord): void {
    if (record.type === 'Channel') this.#channels.set(record.id, record.topic);
  }

  #play(record: McapTypes.TypedMcapRecords['Message']): PlayedMessage | undefined {
    const topic = this.#channels.get(record.channelId) as Topic;
    if (!topics.includes(topic)) {
      this.foreign += 1;
      return undefined;
    }
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(record.data));
    const parsed = recordingSchemas[topic].safeParse(json);
    if (!parsed.success) throw damaged(`a ${topic} message is malformed: ${issueLine(parsed.error, 'message')}`);
    return { topic, logTime: record.logTime, message: parsed.data } as PlayedMessage;
  }
}

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
