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
  /** Something between the chunk before and this one could not be read. */
  readonly isBehindDamage: boolean;
}
export type PlayedChunk = ReadChunk<PlayedMessage>;

export type { Damage };

/** What reading found beside messages. */
export interface ReadEnd {
  readonly damage: readonly Damage[];
  readonly whole: boolean;
  readonly foreign: number;
  /** Of a file that has no end yet: what was said of that, the last of `damage`, and where to read on when it has grown. */
  readonly unfinished?: Unfinished;
}

export interface Unfinished {
  readonly tail: Damage;
  readonly checksums: SectionChecksums;
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

/** Takes what is declared before the first chunk; false when some of it is not as it was written. */
export async function declareFront(walker: RecordWalker, reader: ChunkReader): Promise<boolean> {
  let whole = true;
  for await (const { opcode, bytes } of walker.records()) {
    if (opcode === OPCODE.chunk) break;
    if (opcode !== OPCODE.schema && opcode !== OPCODE.channel) continue;
    try {
      reader.declare(bytes);
    } catch {
      whole = false;
    }
  }
  return whole;
}

/** The chunks of an open recording with what `look` finds in each, which begins at `offset`; where it throws the chunk is damaged. */
export async function* readChunks<Message>(
  walker: RecordWalker,
  reader: ChunkReader,
  look: (chunk: Uint8Array, offset: number) => readonly Message[],
  resumed?: Unfinished,
): AsyncGenerator<ReadChunk<Message>, ReadEnd> {
  const damage: Damage[] = [];
  const checksums = resumed?.checksums ?? new SectionChecksums();
  const records = walker.records(resumed?.tail.offset);
  let known = 0;
  let found: 'damaged' | undefined;
  for (;;) {
    const next = await records.next(found);
    found = undefined;
    if (next.done) {
      const end = next.value;
      const tail = end.whole ? undefined : { offset: end.offset, reason: end.reason };
      if (tail) damage.push(tail);
      const ended = { damage, whole: damage.length === 0, foreign: reader.foreign };
      return { ...ended, unfinished: tail && { tail, checksums } };
    }
    const { opcode, offset, bytes, behind } = next.value;
    if (behind) damage.push(behind);
    const wrong = checksums.add(next.value);
    if (wrong && damage.length === 0) damage.push({ offset, reason: wrong });
    try {
      if (opcode === OPCODE.schema || opcode === OPCODE.channel) reader.declare(bytes);
      if (opcode !== OPCODE.chunk) continue;
      const messages = look(bytes, offset);
      yield { offset, length: bytes.length, messages, isBehindDamage: damage.length > known };
      known = damage.length;
    } catch (thrown) {
      found = 'damaged';
      damage.push({ offset, reason: errorInfo(thrown).message });
    }
  }
}
