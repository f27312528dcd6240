import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { ChunkReader, type PlayedMessage } from './chunk-reader.ts';
import { OPCODE, RecordWalker } from './record-walker.ts';
import { SectionChecksums } from './section-checksums.ts';

/** A chunk of a recording: where it lies and what it holds. */
export interface ReadChunk<Message> {
  readonly offset: number;
  readonly length: number;
  readonly messages: readonly Message[];
}
export type PlayedChunk = ReadChunk<PlayedMessage>;

/** One place where the file is not as it was written. */
export interface Damage {
  readonly offset: number;
  readonly reason: string;
}

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
    const reader = new ChunkReader();
    return yield* readChunks(walker, reader, (chunk) => reader.messages(chunk));
  } finally {
    await walker.close();
  }
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
      if (!next.value.whole) damage.push(next.value);
      return { damage, whole: next.value.whole && damage.length === 0, foreign: reader.foreign };
    }
    const { opcode, offset, bytes } = next.value;
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
