import type { McapTypes } from '@mcap/core';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { ChunkReader, PlayedMessage } from '../player/chunk-reader.ts';
import { refuseLaterFormat } from '../player/later-format.ts';
import { type Damage, readChunks, readerOf } from '../player/read-recording.ts';
import { readSummary } from '../player/read-summary.ts';
import { RecordWalker } from '../player/record-walker.ts';
import { RowSequence } from '../player/row-sequence.ts';

/** A message as it lies in the file, and as it is read; `played` is absent when its channel is not ours. */
export interface FoundMessage {
  readonly record: McapTypes.Message;
  readonly played?: PlayedMessage;
}

/** What can be read of a recording. */
export interface Survey {
  readonly path: string;
  readonly reader: ChunkReader;
  /** The first `session` message that can be read, and the first message. */
  readonly session: FoundMessage;
  readonly first: FoundMessage;
  readonly rows: RowSequence['found'];
  readonly damage: readonly Damage[];
}

/** Reads a recording once to know what is in it. Throws `no-such-file`, `future-version`, and `damaged-file` when it holds no session. */
export async function surveyRecording(path: string): Promise<Survey> {
  const walker = await RecordWalker.open(path);
  try {
    return await survey(path, walker);
  } finally {
    await walker.close();
  }
}

/** The messages of a chunk, all or none. Throws `damaged-file`. */
const messagesOf = (reader: ChunkReader, chunk: Uint8Array): FoundMessage[] =>
  reader.records(chunk).map((record) => {
    const raw = reader.raw(record);
    return { record, played: raw && reader.play(raw) };
  });

async function survey(path: string, walker: RecordWalker): Promise<Survey> {
  const summary = await readSummary(walker);
  const reader = readerOf(summary);
  const rows = new RowSequence();
  let [first, session]: (FoundMessage | undefined)[] = [];
  const chunks = readChunks(walker, reader, (chunk) => messagesOf(reader, chunk));
  let next = await chunks.next();
  for (; !next.done; next = await chunks.next())
    for (const found of next.value.messages) {
      first ??= found;
      if (found.played) rows.add(found.played);
      if (found.played?.topic === 'session') session ??= found;
    }
  rows.end(summary?.statistics);
  const { damage } = next.value;
  if (!first || session?.played?.topic !== 'session') throw nothingToRecover(path, rows.found.requests, damage[0]);
  refuseLaterFormat(path, session.played.message);
  return { path, reader, session, first, rows: rows.found, damage };
}

const nothingToRecover = (path: string, requests: number, first: Damage | undefined) =>
  new WorkbenchError({
    code: 'damaged-file',
    message: `${path} cannot be recovered: ${first ? `it is damaged at byte ${first.offset}, and ` : ''}which session it belongs to cannot be read (${requests} requests can).`,
    next: 'Look for a copy of the file.',
  });
