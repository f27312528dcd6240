import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { ChunkReader, type PlayedMessage } from './chunk-reader.ts';
import { type FileSummary, readSummary } from './read-summary.ts';
import { type Damage, OPCODE, RecordWalker } from './record-walker.ts';
import { SectionChecksums } from './section-checksums.ts';

/** A chunk of a recording: where it lies and what it holds. */
export interface ReadChunk<Message> {
  readonly offset: number;
  readonly length: number;
  readonly messages: readonly Message[];
}
export type PlayedChunk = ReadChunk<PlayedMessage>;

export type { Damage };

/** What reading found beside messages. */
export interface ReadEnd {
  readonly damage: readonly Damage[];
  readonly whole: boolean;
  readonly foreign: number;
}

/**
 * Reads a recording chunk by chunk from the front, in bounded memory. A chunk that is damaged is reported and left out; what follows it
 * is read. Throws `no-such-file`, and `damaged-file` when the file is not a recording at all.
 */
export async function* readRecording(path: string): AsyncGenerator<PlayedChunk, ReadEnd> {
  await zstdReady;
  const walker = await RecordWalker.open(path);
  try {
    const reader = readerOf(await readSummary(walker));
    return yield* readChunks(walker, reader, (chunk) => reader.messages(chunk));
  } finally {
    await walker.close();
  }
}

/** A reader for a recording, which knows its channels from the end of the file when that is whole: what they are is then sure. */
export function readerOf(summary: FileSummary | undefined): ChunkReader {
  const reader = new ChunkReader();
  for (const record of summary?.declarations ?? []) reader.declare(record);
  return reader;
}

/** The chunks of an open recording with what `look` finds in each; where it throws the chunk is damaged. */
export async function* readChunks<Message>(
  walker: RecordWalker,
  reader: ChunkReader,
  look: (chunk: Uint8Array) => readonly Message[],
): AsyncGenerator<ReadChunk<Message>, ReadEnd> {
  const damage: Damage[] = [];
  const checksums = new SectionChecksums();
  const records = walker.records();
  for (;;) {
    const next = await records.next();
    if (next.done) {
      const end = next.value;
      if (!end.whole) damage.push({ offset: end.offset, reason: end.reason });
      return { damage, whole: end.whole && damage.length === 0, foreign: reader.foreign };
    }
    const { opcode, offset, bytes, behind } = next.value;
    if (behind) damage.push(behind);
    const wrong = checksums.add(next.value);
    if (wrong && damage.length === 0) damage.push({ offset, reason: wrong });
    try {
      if (opcode === OPCODE.schema || opcode === OPCODE.channel) reader.declare(bytes);
      if (opcode === OPCODE.chunk) yield { offset, length: bytes.length, messages: look(bytes) };
    } catch (thrown) {
      damage.push({ offset, reason: errorInfo(thrown).message });
    }
  }
}
