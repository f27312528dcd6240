import { crc32 } from 'node:zlib';
import { MCAP_MAGIC, McapStreamReader, type McapTypes } from '@mcap/core';
import { OPCODE, type RecordWalker } from './record-walker.ts';

/** Footer record with its head: two offsets and a CRC. */
const FOOTER_BYTES = 9 + 20;

/** Largest summary that is read whole. */
const MAX_SUMMARY_BYTES = 256 * 1024 * 1024;

/** Opcode and length of the record that ends the data; its CRC follows. It is searched for in the last bytes of a file. */
const DATA_END = Buffer.of(OPCODE.dataEnd, 4, 0, 0, 0, 0, 0, 0, 0);
const SEARCHED_BYTES = 4 * 1024 * 1024;

/** What the end of a whole file says of it. */
export interface FileSummary {
  /** Schema and channel records as they lie there. */
  readonly declarations: readonly Uint8Array[];
  readonly statistics?: McapTypes.Statistics;
}

/** The summary of a file, when there is one and it has the checksum it was written with; else undefined. */
export async function readSummary(walker: RecordWalker): Promise<FileSummary | undefined> {
  const footerAt = walker.size - MCAP_MAGIC.length - FOOTER_BYTES;
  if (footerAt < MCAP_MAGIC.length) return undefined;
  const footer = Buffer.from(await walker.read(footerAt, FOOTER_BYTES));
  if (footer.length < FOOTER_BYTES || footer[0] !== OPCODE.footer) return undefined;
  const said = await summaryAt(walker, Number(footer.readBigUInt64LE(9)), footer, footerAt);
  if (said) return said;
  const start = await startBefore(walker, footerAt);
  return start === undefined ? undefined : summaryAt(walker, start, footer, footerAt);
}

async function summaryAt(walker: RecordWalker, start: number, footer: Buffer, footerAt: number) {
  const length = footerAt - start;
  if (length <= 0 || length > MAX_SUMMARY_BYTES) return undefined;
  const summary = await walker.read(start, length);
  const isWhole = crc32(footer.subarray(0, -4), crc32(summary)) === footer.readUInt32LE(FOOTER_BYTES - 4);
  return isWhole ? summaryOf(summary) : undefined;
}

/** Where the summary begins when bytes before it were lost or put in, so that its offset is no longer right: behind the end of the data. */
async function startBefore(walker: RecordWalker, footerAt: number): Promise<number | undefined> {
  const from = Math.max(footerAt - SEARCHED_BYTES, 0);
  const at = Buffer.from(await walker.read(from, footerAt - from)).lastIndexOf(DATA_END);
  return at < 0 ? undefined : from + at + DATA_END.length + 4;
}

function summaryOf(bytes: Uint8Array): FileSummary {
  const reader = new McapStreamReader({ noMagicPrefix: true });
  reader.append(bytes);
  const declarations: Uint8Array[] = [];
  let statistics: McapTypes.Statistics | undefined;
  let at = 0;
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    const end = bytes.length - reader.bytesRemaining();
    if (record.type === 'Schema' || record.type === 'Channel') declarations.push(bytes.slice(at, end));
    if (record.type === 'Statistics') statistics = record;
    at = end;
  }
  return { declarations, statistics };
}
