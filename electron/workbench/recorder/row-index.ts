import { storePath } from '../../../native-bridge/contract/schema.ts';

/**
 * The index at the end of a whole recording: one entry a chunk, so that a reader finds row n or time t without reading what lies before.
 * It is an MCAP attachment: u32 length of a JSON head, the head, then the entries one after another, all little-endian. The head names
 * the fields of an entry in order, so a reader skips those it does not know.
 */
export const ROW_INDEX = { name: 'zpci.index', mediaType: 'application/octet-stream', version: 1 } as const;

const WIDTHS = { u32: 4, u64: 8 } as const;
type Type = keyof typeof WIDTHS;

/** What is known of one chunk. Sums over the entries before it give its first row and the counters up to it. */
export interface ChunkEntry {
  /** Where the chunk record lies in the file. */
  readonly offset: number;
  /** Bytes of the chunk record with its opcode and length. */
  readonly length: number;
  /** Requests and marks. */
  readonly rows: number;
  /** Rows that are not `ok`. */
  readonly errors: number;
  /** `change` messages. */
  readonly changes: number;
  /** Bit n: the chunk holds messages of channel n. The bit of `state` marks chunks with a whole state. */
  readonly topics: number;
  /** Bytes the rows moved. */
  readonly bytes: bigint;
  /** Lowest and highest `atNs` of its messages. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** Lowest offset and end of the configuration space that its reads and writes touched; both 0 when none did. */
  readonly configFrom: number;
  readonly configTo: number;
  /** Rows that went each way, by store path. */
  readonly paths: Readonly<Record<string, number>>;
}

const FIELDS: readonly { name: string; type: Type; of: (entry: ChunkEntry) => number | bigint }[] = [
  { name: 'offset', type: 'u64', of: ({ offset }) => offset },
  { name: 'length', type: 'u32', of: ({ length }) => length },
  { name: 'rows', type: 'u32', of: ({ rows }) => rows },
  { name: 'errors', type: 'u32', of: ({ errors }) => errors },
  { name: 'changes', type: 'u32', of: ({ changes }) => changes },
  { name: 'topics', type: 'u32', of: ({ topics }) => topics },
  { name: 'bytes', type: 'u64', of: ({ bytes }) => bytes },
  { name: 'startNs', type: 'u64', of: ({ startNs }) => startNs },
  { name: 'endNs', type: 'u64', of: ({ endNs }) => endNs },
  { name: 'configFrom', type: 'u32', of: ({ configFrom }) => configFrom },
  { name: 'configTo', type: 'u32', of: ({ configTo }) => configTo },
  ...storePath.options.map((path) => ({
    name: `path ${path}`,
    type: 'u32' as const,
    of: ({ paths }: ChunkEntry) => paths[path] ?? 0,
  })),
];

const ENTRY_BYTES = FIELDS.reduce((sum, { type }) => sum + WIDTHS[type], 0);

/** Collects the entries of a file: 76 bytes a chunk, whatever the chunk holds. */
export class RowIndexBuilder {
  #bytes = new Uint8Array(64 * ENTRY_BYTES);
  #chunks = 0;

  get chunks(): number {
    return this.#chunks;
  }

  add(entry: ChunkEntry): void {
    const end = (this.#chunks + 1) * ENTRY_BYTES;
    if (end > this.#bytes.length) this.#grow();
    let at = end - ENTRY_BYTES;
    const view = new DataView(this.#bytes.buffer);
    for (const { type, of } of FIELDS) {
      if (type === 'u64') view.setBigUint64(at, BigInt(of(entry)), true);
      else view.setUint32(at, Number(of(entry)), true);
      at += WIDTHS[type];
    }
    this.#chunks += 1;
  }

  /** The data of the attachment. */
  encode(): Uint8Array {
    const fields = FIELDS.map(({ name, type }) => ({ name, type }));
    const head = new TextEncoder().encode(
      JSON.stringify({ version: ROW_INDEX.version, chunks: this.#chunks, entryBytes: ENTRY_BYTES, fields }),
    );
    const out = new Uint8Array(4 + head.length + this.#chunks * ENTRY_BYTES);
    new DataView(out.buffer).setUint32(0, head.length, true);
    out.set(head, 4);
    out.set(this.#bytes.subarray(0, this.#chunks * ENTRY_BYTES), 4 + head.length);
    return out;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
