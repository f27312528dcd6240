import { MAX_CHUNK_BYTES } from '../recorder/zstd.ts';
import type { Read } from './read-ahead.ts';

/** What stands in the head of every chunk of a recording, and where: the length of the name of its compression, and the name. */
const MARK = Buffer.from('\x04\0\0\0zstd', 'latin1');
const MARK_AT = 37;

/** Bytes of a chunk record before its compressed content, its opcode and length included. */
export const HEAD_BYTES = 53;
const RECORD_HEADER = 9;
const CHUNK = 6;

/** Bytes searched at once. */
const WINDOW = 1024 * 1024;

/** Where the next chunk may begin, from `start` on; undefined when there is none. What it holds has its own checksum. */
export async function nextChunk(read: Read, start: number, size: number): Promise<number | undefined> {
  for (let at = start; at < size; at += WINDOW) {
    const window = Buffer.from(await read(at, Math.min(WINDOW + HEAD_BYTES, size - at)));
    for (let mark = window.indexOf(MARK); mark >= 0; mark = window.indexOf(MARK, mark + 1)) {
      const offset = mark - MARK_AT;
      if (offset >= 0 && offset < WINDOW && isChunk(window.subarray(offset, offset + HEAD_BYTES), size - at - offset))
        return at + offset;
    }
  }
  return undefined;
}

/** Bytes of a chunk record, of which the head is given. */
export const chunkLength = (head: Uint8Array): number =>
  RECORD_HEADER + Number(new DataView(head.buffer, head.byteOffset).getBigUint64(1, true));

/** Whether a record begins like a chunk that fits into the `left` bytes of the file: its two lengths agree, its times are in order. */
export function isChunk(head: Uint8Array, left: number): boolean {
  if (head.length < HEAD_BYTES || head[0] !== CHUNK) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const length = view.getBigUint64(1, true);
  const content = view.getBigUint64(HEAD_BYTES - 8, true);
  const fits = length <= BigInt(left - RECORD_HEADER) && view.getBigUint64(25, true) <= BigInt(MAX_CHUNK_BYTES);
  return (
    fits && length === content + BigInt(HEAD_BYTES - RECORD_HEADER) && MARK.equals(head.subarray(MARK_AT, MARK_AT + 8))
  );
}
