import { ChunkReader } from '../player/chunk-reader.ts';
import { type ReadChunk, type ReadEnd, readChunks } from '../player/read-recording.ts';
import { readSummary } from '../player/read-summary.ts';
import { RecordWalker } from '../player/record-walker.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { type WrittenMessage, writtenMessage } from './written-message.ts';

/** The chunks of a recording, each message that matters to a comparison at its place; `ended` hears how reading ended. Throws as `readRecording`. */
export async function* eachWrittenChunk(
  path: string,
  ended: (end: ReadEnd) => void,
): AsyncGenerator<ReadChunk<WrittenMessage | undefined>> {
  await zstdReady;
  const walker = await RecordWalker.open(path);
  try {
    const reader = new ChunkReader();
    for (const record of (await readSummary(walker))?.declarations ?? []) reader.declare(record);
    const look = (chunk: Uint8Array) => reader.rawMessages(chunk).map((raw) => writtenMessage(reader, raw));
    ended(yield* readChunks(walker, reader, look));
  } finally {
    await walker.close();
  }
}
