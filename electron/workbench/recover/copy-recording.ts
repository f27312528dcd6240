import { basename } from 'node:path';
import type { McapTypes } from '@mcap/core';
import { toJson } from '../json.ts';
import type { ChunkReader } from '../player/chunk-reader.ts';
import { countedMessage } from '../player/light-message.ts';
import { readChunks, readerOf } from '../player/read-recording.ts';
import { readSummary } from '../player/read-summary.ts';
import { RecordWalker } from '../player/record-walker.ts';
import { ChunkWriter, type FileHead } from '../recorder/chunk-writer.ts';
import type { FileSink } from '../recorder/file-sink.ts';
import { recordingHead } from '../recorder/head.ts';
import type { RecordedMessage, Topic } from '../recorder/messages.ts';
import type { Survey } from './survey-recording.ts';

/** Copies what was surveyed, chunk by chunk and message by message as it was written, and says at the end what is lost. */
export async function copyRecording(survey: Survey, sink: FileSink, version: string): Promise<void> {
  const { path } = survey;
  const head = headWithRecovery(survey, version);
  const writer = new ChunkWriter(sink, head);
  await writer.start();
  const walker = await RecordWalker.open(path);
  try {
    // A reader that knows what the survey's knew when it began: both read the same.
    const reader = readerOf(await readSummary(walker));
    copySession(survey, writer);
    let last = countedOf(reader, survey.first.record);
    for await (const { messages } of readChunks(walker, reader, surveyed(survey, reader))) {
      for (const message of messages) copy(writer, message);
      last = messages.at(-1) ?? last;
      await writer.closeChunk();
    }
    const channel = head.channels.find(({ topic }) => topic === 'recovery')!;
    addRecovery(writer, channel.id, last, recoveryOf(survey, version, last));
    await writer.end();
  } finally {
    await walker.close();
  }
}

/** A message as it lies in the file, and what the index of the new one counts of it; nothing when its channel is not ours. */
interface Copied {
  readonly record: McapTypes.Message;
  readonly topic?: Topic;
  readonly counted?: RecordedMessage<Topic>;
}

/** Looks at the chunks that the survey took, and refuses the others: every message was checked by it. */
const surveyed = ({ damage }: Survey, reader: ChunkReader) => {
  const refused = new Set(damage.map(({ offset }) => offset));
  return (chunk: Uint8Array, offset: number): Copied[] => {
    if (refused.has(offset)) throw new Error('the survey refused it');
    return reader.records(chunk).map((record) => countedOf(reader, record));
  };
};

function countedOf(reader: ChunkReader, record: McapTypes.Message): Copied {
  const raw = reader.raw(record);
  return raw ? { record, topic: raw.topic, counted: countedMessage(reader, raw) } : { record };
}

/** A recording begins with its session, also when only a later copy of that can be read. */
function copySession({ session, first }: Survey, writer: ChunkWriter): void {
  if (session === first) return;
  const { logTime } = first.record;
  const { record, played } = session;
  copy(writer, { record: { ...record, logTime, publishTime: logTime }, topic: 'session', counted: played?.message });
}

const copy = (writer: ChunkWriter, { record, topic, counted }: Copied): void => writer.add(record, topic, counted);

/** Schemas and channels as the source has them, and that of the message that says what is lost. */
function headWithRecovery({ reader }: Survey, version: string): FileHead {
  const { schemas, channels } = reader;
  const ours = recordingHead(version);
  if (channels.some(({ topic }) => topic === 'recovery')) return { header: ours.header, schemas, channels };
  const channel = ours.channels.find(({ topic }) => topic === 'recovery')!;
  const schema = ours.schemas.find(({ id }) => id === channel.schemaId)!;
  const schemaId = free(schemas.map(({ id }) => id));
  return {
    header: ours.header,
    schemas: [...schemas, { ...schema, id: schemaId }],
    channels: [...channels, { ...channel, id: free(channels.map(({ id }) => id)), schemaId }],
  };
}

const free = (ids: readonly number[]) => Math.max(0, ...ids) + 1;

function recoveryOf({ path, rows, damage }: Survey, version: string, last: Copied): RecordedMessage<'recovery'> {
  const { gaps, endKnown } = rows;
  const atNs = last.counted?.atNs ?? 0n;
  return { atNs, source: basename(path), writer: version, gaps: [...gaps], endKnown, damage: [...damage] };
}

function addRecovery(
  writer: ChunkWriter,
  channelId: number,
  { record: { logTime } }: Copied,
  message: RecordedMessage<'recovery'>,
): void {
  const data = new TextEncoder().encode(JSON.stringify(toJson(message)));
  const record: McapTypes.Message = { channelId, sequence: 0, logTime, publishTime: logTime, data };
  writer.add(record, 'recovery', message);
}
