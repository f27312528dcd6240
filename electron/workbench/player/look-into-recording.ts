import { zstdReady } from '../recorder/zstd.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { type ReadChunk, type ReadEnd, readChunks, readerOf } from './read-recording.ts';
import { readSummary } from './read-summary.ts';
import { RecordWalker } from './record-walker.ts';

/**
 * As `eachChunk`, with what `lookOf` finds in a chunk in place of its messages: who needs little of most of them does not wait for all to
 * be validated. Where it throws the chunk is damaged.
 */
export async function* lookIntoRecording<Message>(
  path: string,
  lookOf: (reader: ChunkReader) => (chunk: Uint8Array) => readonly Message[],
  ended: (end: ReadEnd) => void,
): AsyncGenerator<ReadChunk<Message>> {
  await zstdReady;
  const walker = await RecordWalker.open(path);
  try {
    const reader = readerOf(await readSummary(walker));
    ended(yield* readChunks(walker, reader, lookOf(reader)));
  } finally {
    await walker.close();
  }
}
