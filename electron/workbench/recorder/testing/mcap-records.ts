/** MCAP as its specification lays it out, read without the library that writes it: records, and the fields in them, little-endian. */

export const OP = {
  header: 1,
  footer: 2,
  schema: 3,
  channel: 4,
  message: 5,
  chunk: 6,
  messageIndex: 7,
  chunkIndex: 8,
  attachment: 9,
  attachmentIndex: 10,
  statistics: 11,
  summaryOffset: 14,
  dataEnd: 15,
} as const;

/** Opcode and length before the body of a record. */
export const HEAD_BYTES = 9;

export interface McapRecord {
  readonly op: number;
  /** Where its opcode is. */
  readonly at: number;
  /** Behind its last byte. */
  readonly end: number;
  readonly body: Buffer;
}

/** Records that follow each other without a gap, up to the first one that is not whole. */
export function recordsIn(bytes: Buffer, from: number): McapRecord[] {
  const found: McapRecord[] = [];
  for (let at = from; at + HEAD_BYTES <= bytes.length; ) {
    const end = at + HEAD_BYTES + Number(bytes.readBigUInt64LE(at + 1));
    if (end > bytes.length) break;
    found.push({ op: bytes[at]!, at, end, body: bytes.subarray(at + HEAD_BYTES, end) });
    at = end;
  }
  return found;
}

/** The fields of a record, one after another. */
export class Fields {
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  u8(): number {
    return this.#bytes.readUInt8(this.#past(1));
  }

  u16(): number {
    return this.#bytes.readUInt16LE(this.#past(2));
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.#past(4));
  }

  u64(): bigint {
    return this.#bytes.readBigUInt64LE(this.#past(8));
  }

  bytes(length: number): Buffer {
    const from = this.#past(length);
    return this.#bytes.subarray(from, from + length);
  }

  text(): string {
    return this.bytes(this.u32()).toString('utf8');
  }

  /** Entries whose bytes are counted before them. */
  list<T>(entry: () => T): T[] {
    const end = this.u32() + this.at;
    const found: T[] = [];
    while (this.at < end) found.push(entry());
    return found;
  }

  #past(length: number): number {
    this.at += length;
    return this.at - length;
  }
}
