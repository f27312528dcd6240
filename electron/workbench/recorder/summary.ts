import { crc32 } from 'node:zlib';
import { McapConstants, McapRecordBuilder, type McapTypes } from '@mcap/core';
import type { FileHead } from './chunk-writer.ts';

const { Opcode } = McapConstants;

/** The part of an MCAP file behind its data: what is inside, and where. Kept as bytes while the file is written, some 150 a chunk. */
export class Summary {
  readonly #head: FileHead;
  readonly #counts = new Map<number, bigint>();
  readonly #chunkIndexes = new McapRecordBuilder();
  readonly #attachmentIndexes = new McapRecordBuilder();
  #chunks = 0;
  #attachments = 0;
  #startTime: bigint | undefined;
  endTime = 0n;

  constructor(head: FileHead) {
    this.#head = head;
  }

  count({ channelId, logTime }: McapTypes.Message): void {
    this.#counts.set(channelId, (this.#counts.get(channelId) ?? 0n) + 1n);
    if (this.#startTime === undefined || logTime < this.#startTime) this.#startTime = logTime;
    if (logTime > this.endTime) this.endTime = logTime;
  }

  addChunk(index: McapTypes.ChunkIndex): void {
    this.#chunkIndexes.writeChunkIndex(index);
    this.#chunks += 1;
  }

  addAttachment(index: McapTypes.AttachmentIndex): void {
    this.#attachmentIndexes.writeAttachmentIndex(index);
    this.#attachments += 1;
  }

  /** The summary, the places of its groups, the footer and the magic that end a file, to be written at `summaryStart`. */
  encode(summaryStart: number): Uint8Array {
    const groups = this.#groups();
    const offsets = placesOf(groups, summaryStart);
    const body = Buffer.concat([...groups.map(([, bytes]) => bytes), offsets]);
    const start = {
      summaryStart: BigInt(summaryStart),
      summaryOffsetStart: BigInt(summaryStart + body.length - offsets.length),
    };
    // The CRC covers the summary and the footer up to the CRC itself.
    const summaryCrc = crc32(recordsOf((to) => to.writeFooter({ ...start, summaryCrc: 0 })).slice(0, -4), crc32(body));
    const end = recordsOf((to) => {
      to.writeFooter({ ...start, summaryCrc });
      to.writeMagic();
    });
    return Buffer.concat([body, end]);
  }

  #groups(): (readonly [opcode: number, bytes: Uint8Array])[] {
    const { schemas, channels } = this.#head;
    const schemaRecords = recordsOf((to) => {
      for (const schema of schemas) to.writeSchema(schema);
    });
    const channelRecords = recordsOf((to) => {
      for (const channel of channels) to.writeChannel(channel);
    });
    return [
      [Opcode.SCHEMA, schemaRecords],
      [Opcode.CHANNEL, channelRecords],
      [Opcode.STATISTICS, recordsOf((to) => to.writeStatistics(this.#statistics()))],
      [Opcode.ATTACHMENT_INDEX, this.#attachmentIndexes.buffer],
      [Opcode.CHUNK_INDEX, this.#chunkIndexes.buffer],
    ];
  }

  #statistics(): McapTypes.Statistics {
    return {
      messageCount: [...this.#counts.values()].reduce((sum, count) => sum + count, 0n),
      schemaCount: this.#head.schemas.length,
      channelCount: this.#head.channels.length,
      attachmentCount: this.#attachments,
      metadataCount: 0,
      chunkCount: this.#chunks,
      messageStartTime: this.#startTime ?? 0n,
      messageEndTime: this.endTime,
      channelMessageCounts: this.#counts,
    };
  }
}

/** Summary offset records: where each group that is not empty begins, so that a reader goes straight to the one it needs. */
function placesOf(groups: readonly (readonly [number, Uint8Array])[], summaryStart: number): Uint8Array {
  let at = summaryStart;
  return recordsOf((to) => {
    for (const [groupOpcode, { length }] of groups) {
      if (length > 0) to.writeSummaryOffset({ groupOpcode, groupStart: BigInt(at), groupLength: BigInt(length) });
      at += length;
    }
  });
}

function recordsOf(write: (to: McapRecordBuilder) => void): Uint8Array {
  const builder = new McapRecordBuilder();
  write(builder);
  return builder.buffer;
}
