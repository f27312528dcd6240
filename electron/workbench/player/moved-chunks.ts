import type { ChunkEntry } from '../recorder/row-index.ts';
import type { ChunkTable } from './chunk-table.ts';
import type { RecordWalker } from './record-walker.ts';
import { chunkLength, HEAD_BYTES, isChunk, nextChunk } from './resync.ts';

/** Chunks of an index as they lie in a file into which bytes were put, or from which some were lost. */
export interface Moved {
  /** Where in the file the index is not right any more. */
  readonly offset: number;
  /** At their new places, in order. */
  readonly moved: readonly ChunkEntry[];
  /** Those that are not there; their place is where they would follow what is. */
  readonly missing: readonly ChunkEntry[];
}

interface Searched {
  readonly walker: RecordWalker;
  readonly table: ChunkTable;
  /** Whether the bytes of a chunk are those the index tells of. */
  readonly isIt: (entry: ChunkEntry, bytes: Uint8Array) => boolean;
}

/**
 * Looks for the chunk `first` of the table, which is not where it should be while the one before it is, and for those behind it up to the
 * next that is in its place. The first chunk behind a gap is compared as a whole; those that follow it without one, by their length.
 */
export async function movedChunks(searched: Searched, first: number): Promise<Moved> {
  const { walker, table } = searched;
  let last: ChunkEntry | undefined = first > 0 ? table.entry(first - 1) : undefined;
  const offset = last ? endOf(last) : 0;
  const moved: ChunkEntry[] = [];
  const missing: ChunkEntry[] = [];
  for (let at = first; at < table.length && !(await isThere(walker, table.entry(at))); ) {
    // Of the last one known only the head is: where bytes of it are lost, the next begins before its end.
    const next = await nextKnown(searched, last ? last.offset + 1 : 0, at);
    const place = Math.min(last ? endOf(last) : 0, next.offset);
    for (; at < next.at; at++) missing.push({ ...table.entry(at), offset: place });
    for (const by = next.offset - table.offset(at); at < table.length && by !== 0; at++) {
      const entry = movedBy(table.entry(at), by);
      if (!(await isThere(walker, entry))) break;
      moved.push(entry);
      last = entry;
    }
  }
  return { offset, moved, missing };
}

/** The first of the chunks up to `failed` that none lies in the places of: the one before it is there. */
export async function firstMoved(walker: RecordWalker, table: ChunkTable, failed: number): Promise<number> {
  let first = failed;
  while (first > 0 && !(await isThere(walker, table.entry(first - 1)))) first--;
  return first;
}

/** The first chunk from `start` on that is one of the table, number `from` or later, and where it lies; `length`, behind everything, when there is none. */
async function nextKnown({ walker, table, isIt }: Searched, start: number, from: number) {
  const read = (offset: number, length: number) => walker.read(offset, length);
  for (let search = start; ; ) {
    const offset = await nextChunk(read, search, walker.size);
    if (offset === undefined) return { at: table.length, offset: Number.POSITIVE_INFINITY };
    const length = chunkLength(await read(offset, HEAD_BYTES));
    const bytes = await read(offset, length);
    for (let at = from; at < table.length; at++)
      if (table.lengthOf(at) === length && isIt(table.entry(at), bytes)) return { at, offset };
    search = offset + 1;
  }
}

const endOf = ({ offset, length }: ChunkEntry) => offset + length;
const movedBy = (entry: ChunkEntry, by: number): ChunkEntry => ({ ...entry, offset: entry.offset + by });

/** Whether a chunk of the length the entry says begins where it says. */
export async function isThere(walker: RecordWalker, entry: ChunkEntry): Promise<boolean> {
  return isChunkOf(entry, await walker.read(entry.offset, HEAD_BYTES), walker.size);
}

/** Whether these are the first bytes of a chunk of the length the entry says, in a file of `size` bytes. */
export const isChunkOf = ({ offset, length }: ChunkEntry, head: Uint8Array, size: number): boolean =>
  isChunk(head.subarray(0, HEAD_BYTES), size - offset) && chunkLength(head) === length;
