import { crc32 } from 'node:zlib';
import { McapChunkBuilder, McapRecordBuilder, type McapTypes } from '@mcap/core';
import { ChunkTally } from './chunk-tally.ts';
import type { FileSink } from './file-sink.ts';
import type { RecordedMessage, Topic } from './messages.ts';
import { ROW_INDEX, RowIndexBuilder } from './row-index.ts';
import { Summary } from './summary.ts';
import { compress } from './zstd.ts';

/** Schemas and channels of a file, written before the first chunk so that any part of it can be read alone. */
export interface FileHead {
  readonly header: McapTypes.Header;
  readonly schemas: readonly McapTypes.Schema[];
  readonly channels: readonly McapTypes.Channel[];
}

/**
 * Writes an MCAP file chunk by chunk. The library's own writer closes chunks by size alone; a recording also closes them by time,
 * so that what happened is in the file soon. `start`, `closeChunk` and `end` must be awaited one after another; `add` may come any time.
 */
export class ChunkWriter {
  readonly #sink: FileSink;
  readonly #head: FileHead;
  readonly #records = new McapRecordBuilder();
  readonly #chunk = new McapChunkBuilder({ useMessageIndex: true });
  readonly #summary: Summary;
  readonly #rowIndex = new RowIndexBuilder();
  #tally = new ChunkTally();
  #dataCrc = 0;

  constructor(sink: FileSink, head: FileHead) {
    this.#sink = sink;
    this.#head = head;
    this.#summary = new Summary(head);
  }

  /** Bytes waiting in the open chunk. */
  get pending(): number {
    return this.#chunk.byteLength;
  }

  /** Chunks that were closed: the number of the open one. */
  get chunks(): number {
    return this.#rowIndex.chunks;
  }

  async start(): Promise<void> {
    this.#records.writeMagic();
    this.#records.writeHeader(this.#head.header);
    for (const schema of this.#head.schemas) this.#records.writeSchema(schema);
    for (const channel of this.#head.channels) this.#records.writeChannel(channel);
    await this.#flushData();
  }

  /** Takes a message into the open chunk; the index counts what `topic` and `message` say, when they are given. */
  add<T extends Topic>(record: McapTypes.Message, topic?: T, message?: RecordedMessage<T>): void {
    this.#chunk.addMessage(record);
    this.#summary.count(record);
    if (topic && message) this.#tally.add(topic, message);
  }

  /** Writes the open chunk and its index; nothing when it is empty. */
  async closeChunk(): Promise<void> {
    if (this.#chunk.numMessages === 0) return;
    const chunkStartOffset = BigInt(this.#sink.position);
    const { messageStartTime, messageEndTime } = this.#chunk;
    const content = this.#chunk.buffer;
    const records = compress(content);
    const uncompressedSize = BigInt(content.length);
    const times = { messageStartTime, messageEndTime, uncompressedSize, compression: 'zstd' };
    const chunkLength = this.#records.writeChunk({ ...times, uncompressedCrc: crc32(content), records });
    const indexes = this.#writeMessageIndexes(chunkStartOffset + chunkLength);
    const compressedSize = BigInt(records.length);
    this.#summary.addChunk({ ...times, ...indexes, chunkStartOffset, chunkLength, compressedSize });
    this.#rowIndex.add(this.#tally.entry(Number(chunkStartOffset), Number(chunkLength)));
    this.#tally = new ChunkTally();
    this.#chunk.reset();
    await this.#flushData();
  }

  /** Closes the open chunk and writes index and summary, which make the file whole. */
  async end(): Promise<void> {
    await this.closeChunk();
    this.#writeRowIndex();
    await this.#flushData();
    this.#records.writeDataEnd({ dataSectionCrc: this.#dataCrc });
    await this.#sink.write(this.#records.buffer);
    await this.#sink.write(this.#summary.encode(this.#sink.position));
  }

  #writeMessageIndexes(start: bigint) {
    const messageIndexOffsets = new Map<number, bigint>();
    let messageIndexLength = 0n;
    for (const index of this.#chunk.indices) {
      messageIndexOffsets.set(index.channelId, start + messageIndexLength);
      messageIndexLength += this.#records.writeMessageIndex(index);
    }
    return { messageIndexOffsets, messageIndexLength };
  }

  #writeRowIndex(): void {
    const { name, mediaType } = ROW_INDEX;
    const data = this.#rowIndex.encode();
    const times = { logTime: this.#summary.endTime, createTime: this.#summary.endTime };
    const length = this.#records.writeAttachment({ name, mediaType, data, ...times });
    const place = { offset: BigInt(this.#sink.position), length, dataSize: BigInt(data.length) };
    this.#summary.addAttachment({ name, mediaType, ...times, ...place });
  }

  async #flushData(): Promise<void> {
    const bytes = this.#records.buffer;
    this.#records.reset();
    this.#dataCrc = crc32(bytes, this.#dataCrc);
    await this.#sink.write(bytes);
  }
}
