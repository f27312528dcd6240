import { McapStreamReader, type McapTypes } from '@mcap/core';
import { ROW_INDEX } from '../recorder/row-index.ts';
import { type RowIndex, readRowIndex } from '../recorder/row-index-reader.ts';
import { OPCODE, type RecordWalker } from './record-walker.ts';

/** Footer record with its head, and the magic bytes behind it, without which the library does not read it. */
const END_BYTES = 9 + 20 + 8;

/** Largest summary that is searched for the index, and largest index, bytes. */
const MAX_BYTES = 512 * 1024 * 1024;

/** The index that the recorder wrote at the end; undefined when there is none or it makes no sense: the file was cut, or is an older one. */
export async function indexAtEnd(walker: RecordWalker): Promise<RowIndex | undefined> {
  try {
    const index = await readIndex(walker);
    return index && plausible(index, walker.size) ? index : undefined;
  } catch {
    return undefined;
  }
}

async function readIndex(walker: RecordWalker): Promise<RowIndex | undefined> {
  const footerAt = walker.size - END_BYTES;
  const footer = (await recordsIn(walker, footerAt, END_BYTES)).find(isFooter);
  if (!footer?.summaryStart) return undefined;
  const place = await attachmentPlace(walker, footer, footerAt);
  const attachment = place && (await recordsIn(walker, Number(place.offset), Number(place.length))).find(isAttachment);
  return attachment?.name === ROW_INDEX.name ? readRowIndex(attachment.data) : undefined;
}

/** Through the summary offsets, so that the chunk indexes of a long recording need not be read; else through the whole summary. */
async function attachmentPlace(walker: RecordWalker, footer: McapTypes.TypedMcapRecords['Footer'], footerAt: number) {
  const { summaryStart, summaryOffsetStart } = footer;
  const groups = summaryOffsetStart ? await recordsBetween(walker, summaryOffsetStart, footerAt) : [];
  const group = groups.filter(isSummaryOffset).find(({ groupOpcode }) => groupOpcode === OPCODE.attachmentIndex);
  if (groups.length > 0 && !group) return undefined;
  const records = group
    ? await recordsIn(walker, Number(group.groupStart), Number(group.groupLength))
    : await recordsBetween(walker, summaryStart, footerAt);
  return records.filter(isAttachmentIndex).find(({ name }) => name === ROW_INDEX.name);
}

const recordsBetween = (walker: RecordWalker, start: bigint, end: number) =>
  recordsIn(walker, Number(start), end - Number(start));

async function recordsIn(walker: RecordWalker, offset: number, length: number): Promise<McapTypes.TypedMcapRecord[]> {
  if (offset < 0 || length < 0 || length > MAX_BYTES || offset + length > walker.size) return [];
  const reader = new McapStreamReader({ noMagicPrefix: true });
  reader.append(await walker.read(offset, length));
  const records: McapTypes.TypedMcapRecord[] = [];
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) records.push(record);
  return records;
}

/** Chunks follow one another inside the file. What they hold is checked as they are read. */
function plausible(index: RowIndex, size: number): boolean {
  let end = 0;
  for (const { offset, length } of index.entries()) {
    if (offset < end || offset + length > size) return false;
    end = offset + length;
  }
  return true;
}

type Of<T extends McapTypes.TypedMcapRecord['type']> = McapTypes.TypedMcapRecords[T];
type Any = McapTypes.TypedMcapRecord;
const isFooter = (record: Any): record is Of<'Footer'> => record.type === 'Footer';
const isAttachment = (record: Any): record is Of<'Attachment'> => record.type === 'Attachment';
const isAttachmentIndex = (record: Any): record is Of<'AttachmentIndex'> => record.type === 'AttachmentIndex';
const isSummaryOffset = (record: Any): record is Of<'SummaryOffset'> => record.type === 'SummaryOffset';
