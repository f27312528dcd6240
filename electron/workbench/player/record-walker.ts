import { type FileHandle, open } from 'node:fs/promises';
import { MCAP_MAGIC } from '@mcap/core';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { existingFileSize } from '../files/existing-file.ts';
import { MAX_CHUNK_BYTES } from '../recorder/zstd.ts';
import { type Read, readAhead } from './read-ahead.ts';
import { isChunk, nextChunk } from './resync.ts';

/** MCAP record kinds the player looks at. */
export const OPCODE = {
  header: 1,
  footer: 2,
  schema: 3,
  channel: 4,
  chunk: 6,
  attachment: 9,
  attachmentIndex: 10,
  dataEnd: 15,
} as const;

const RECORD_HEADER = 9;

/** Lengths of the records that end the data and the file: always the same. */
const END_LENGTHS: Readonly<Record<number, number>> = { [OPCODE.dataEnd]: 4, [OPCODE.footer]: 20 };

/** So much of a file is read at once when it is opened. */
const FRONT_BYTES = 256 * 1024;

/** Largest attachment that is read: the index of several million chunks. */
const MAX_INDEX_BYTES = 512 * 1024 * 1024;

const UNFINISHED = 'the file ends without its summary: it is still being written, or writing it was cut off';

/** One top-level record as it lies in the file, head included. */
export interface FileRecord {
  readonly opcode: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** What is wrong with the bytes before it: nothing in them could be read. */
  readonly behind?: Damage;
}

/** One place where the file is not as it was written. */
export interface Damage {
  readonly offset: number;
  readonly reason: string;
}

/** How reading a file ended: `whole`, or cut or unreadable at `offset` for `reason`. */
export type WalkEnd =
  | { readonly whole: true }
  | { readonly whole: false; readonly offset: number; readonly reason: string };

/** Reads the records of a recording one by one, never more than one chunk in memory, whatever lengths the file claims. */
export class RecordWalker {
  readonly #file: FileHandle;
  /** The beginning of the file, all of a short one: what is written there never changes. */
  #front: Uint8Array = new Uint8Array();
  /** Bytes in the file when it was last looked at. */
  size: number;

  private constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.size = size;
  }

  /** Throws `no-such-file`, or `damaged-file` when it does not begin like a recording. */
  static async open(path: string): Promise<RecordWalker> {
    const size = await existingFileSize(path, 'recording');
    const file = await open(path, 'r');
    const walker = new RecordWalker(file, size);
    walker.#front = await walker.#readFile(0, Math.min(size, FRONT_BYTES));
    if (await walker.#hasMagic(0)) return walker;
    await file.close();
    throw notARecording(path);
  }

  /** Whether the file has grown since it was last looked at. */
  async grown(): Promise<boolean> {
    const { size } = await this.#file.stat();
    const before = this.size;
    this.size = Math.max(size, before);
    return size > before;
  }

  /**
   * Records from `start` on, the front when not given. Behind bytes that make no sense it goes on with the next chunk; returns how the
   * file ends. Who finds a chunk to be damaged says so with `next('damaged')`: the one behind it may begin inside it.
   */
  async *records(start: number = MCAP_MAGIC.length): AsyncGenerator<FileRecord, WalkEnd, 'damaged' | undefined> {
    const read = readAhead((at, length) => this.read(at, Math.min(length, Math.max(this.size - at, 0))));
    let offset = start;
    // The length of a chunk is written twice. That of another record may be what is damaged, so a search begins inside it.
    let searchFrom = offset;
    for (let behind: Damage | undefined; ; ) {
      const next = await this.#recordAt(offset, read);
      if (typeof next === 'string') {
        behind ??= { offset, reason: next };
        const chunk = await nextChunk(read, searchFrom, this.size);
        if (chunk === undefined) return { whole: false, ...behind };
        offset = chunk;
        searchFrom = chunk + 1;
        continue;
      }
      const found = yield behind ? { ...next, behind } : next;
      behind = undefined;
      searchFrom = next.opcode === OPCODE.chunk && found !== 'damaged' ? offset + next.bytes.length : offset + 1;
      offset += next.bytes.length;
      if (next.opcode === OPCODE.footer) return this.#endAt(offset);
    }
  }

  /** The record at a known place. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset + length <= this.#front.length) return this.#front.slice(offset, offset + length);
    return this.#readFile(offset, length);
  }

  async #readFile(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await this.#file.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #recordAt(offset: number, read: Read): Promise<FileRecord | string> {
    const left = this.size - offset;
    if (left < RECORD_HEADER) return left === 0 ? UNFINISHED : 'the file ends inside a record';
    const head = await read(offset, RECORD_HEADER);
    const length = new DataView(head.buffer).getBigUint64(1, true);
    if (head[0] === 0 || head[0]! > OPCODE.dataEnd) return `no record has the kind ${head[0]}`;
    if (length > BigInt(left - RECORD_HEADER)) return 'the file ends inside a record';
    // Bytes that only look like a record of the end must not end the reading.
    if (length !== BigInt(END_LENGTHS[head[0]!] ?? length)) return `a record of kind ${head[0]} claims ${length} bytes`;
    if (length > BigInt(head[0] === OPCODE.attachment ? MAX_INDEX_BYTES : MAX_CHUNK_BYTES))
      return `a record claims ${length} bytes`;
    const bytes = await read(offset, RECORD_HEADER + Number(length));
    if (head[0] === OPCODE.chunk && !isChunk(bytes.subarray(0, 64), left))
      return 'a chunk has a head that makes no sense';
    return { opcode: head[0]!, offset, bytes };
  }

  async #endAt(offset: number): Promise<WalkEnd> {
    if (await this.#hasMagic(offset)) return { whole: true };
    return { whole: false, offset, reason: 'the file ends inside its last bytes' };
  }

  async #hasMagic(offset: number): Promise<boolean> {
    const bytes = await this.read(offset, MCAP_MAGIC.length);
    return MCAP_MAGIC.every((byte, index) => byte === bytes[index]);
  }
}

const notARecording = (path: string) =>
  new WorkbenchError({
    code: 'damaged-file',
    message: `${path} is not a recording: its first bytes are not those of an MCAP file.`,
    next: 'Choose a file that a workbench recorded.',
  });
