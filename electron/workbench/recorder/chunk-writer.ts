import { crc32 } from 'node:zlib';
import { McapChunkBuilder, McapRecordBuilder, type McapTypes } from '@mcap/core';
import type { FileSink } from './file-sink.ts';
import { compress } from './zstd.ts';

/** Schemas and channels of a file, written before the first chunk so that any part of it can be read alone. */
export interface FileHead {
  readonly header: McapTypes.Header;
  readonly schemas: readonly McapTypes.Schema[];
  readonly channels: readonly McapTypes.Channel[];
}

/**
 * Writes an MCAP file chunk by chunk. The library's own writer closes chunks by size alone; a recording also closes them by time,
 * so that what happened is in the file soon. Calls must be awaited one after another.
 */
export class ChunkWriter {
  readonly #sink: FileSink;
  readonly #head: FileHead;
  readonly #records = new McapRecordBuilder();
  readonly #chunk = new McapChunkBuilder({ useMessageIndex: true });
  readonly #chunkIndexes: McapTypes.ChunkIndex[] = [];
  readonly #counts = new Map<number, bigint>();
  #dataCrc = 0;

  constructor(sink: FileSink, head: FileHead) {
    this.#sink = sink;
    this.#head = head;
  }

  /** Bytes waiting in the open chunk. */
  get pending(): number {
    return this.#chunk.byteLength;
  }

  async start(): Promise<void> {
    this.#records.writeMagic();
    this.#records.writeHeader(this.#head.header);
    this.#writeDeclarations();
    await this.#flushData();
  }

  add(message: McapTypes.Message): void {
    this.#chunk.addMessage(message);
    this.#counts.set(message.channelId, (this.#counts.get(message.channelId) ?? 0n) + 1n);
  }

  /** Writes the open chunk and its index; nothing when it is empty. */
  async closeChunk(): Promise<void> {
    if (this.#chunk.numMessages === 0) return;
    const chunkStartOffset = BigInt(this.#sink.position);
    const { messageStartTime, messageEndTime } = this.#chunk;
    const uncompressedSize = BigInt(this.#chunk.byteLength);
    const records = compress(this.#chunk.buffer);
    const times = { messageStartTime, messageEndTime, uncompressedSize, compression: 'zstd' };
    const chunkLength = this.#records.writeChunk({ ...times, uncompressedCrc: crc32(this.#chunk.buffer), records });
    const indexes = this.#writeMessageIndexes(chunkStartOffset + chunkLength);
    const compressedSize = BigInt(records.length);
    this.#chunkIndexes.push({ ...times, ...indexes, chunkStartOffset, chunkLength, compressedSize });
    this.#chunk.reset();
    await this.#flushData();
  }

  /** Closes the open chunk and writes the summary that makes the file whole. */
  async end(): Promise<void> {
    await this.closeChunk();
    this.#records.writeDataEnd({ dataSectionCrc: this.#dataCrc });
    await this.#flushData();
    await this.#writeSummary();
  }

  #writeDeclarations(): void {
    for (const schema of this.#head.schemas) this.#records.writeSchema(schema);
    for (const channel of this.#head.channels) this.#records.writeChannel(channel);
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

  async #writeSummary(): Promise<void> {
    const summaryStart = BigInt(this.#sink.position);
    this.#writeDeclarations();
    this.#records.writeStatistics(this.#statistics());
    for (const index of this.#chunkIndexes) this.#records.writeChunkIndex(index);
    // The CRC covers the summary and the footer up to the CRC itself.
    const footer = { summaryStart, summaryOffsetStart: 0n };
    this.#records.writeFooter({
      ...footer,
      summaryCrc: crc32(this.#footerStart(summaryStart), crc32(this.#records.buffer)),
    });
    this.#records.writeMagic();
    await this.#flushData();
  }

  /** Opcode, length and the two offsets of the footer, little-endian: what its CRC covers. */
  #footerStart(summaryStart: bigint): Uint8Array {
    const builder = new McapRecordBuilder();
    builder.writeFooter({ summaryStart, summaryOffsetStart: 0n, summaryCrc: 0 });
    return builder.buffer.slice(0, -4);
  }

  #statistics(): McapTypes.Statistics {
    const counts = [...this.#counts.values()];
    const times = this.#chunkIndexes;
    return {
      messageCount: counts.reduce((sum, count) => sum + count, 0n),
      schemaCount: this.#head.schemas.length,
      channelCount: this.#head.channels.length,
      attachmentCount: 0,
      metadataCount: 0,
      chunkCount: this.#chunkIndexes.length,
      messageStartTime: times[0]?.messageStartTime ?? 0n,
      messageEndTime: times.at(-1)?.messageEndTime ?? 0n,
      channelMessageCounts: this.#counts,
    };
  }

  async #flushData(): Promise<void> {
    this.#dataCrc = crc32(this.#records.buffer, this.#dataCrc);
    await this.#sink.write(this.#records.buffer);
    this.#records.reset();
  }
}
