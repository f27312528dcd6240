import type { ChunkEntry } from '../recorder/row-index.ts';

/** A chunk turned out not to be as it was written. */
export class DamagedChunk extends Error {
  readonly entry: ChunkEntry;
  readonly reason: string;

  constructor(entry: ChunkEntry, reason: string) {
    super(reason);
    this.entry = entry;
    this.reason = reason;
  }
}
