import type { ChunkEntry } from '../recorder/row-index.ts';
import type { LoadedChunk } from './loaded-chunk.ts';

/** Bytes of messages that are kept unpacked; the chunk that was loaded last is kept whatever its size. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The chunks that were looked at last, by where they lie. */
export class KeptChunks {
  readonly #chunks = new Map<number, Promise<LoadedChunk>>();
  readonly #sizes = new Map<number, number>();

  /** The chunk, loaded when it is not kept; loaded once for all who ask meanwhile. */
  async get({ offset }: ChunkEntry, load: () => Promise<LoadedChunk>): Promise<LoadedChunk> {
    const loading = this.#chunks.get(offset) ?? load();
    this.#chunks.delete(offset);
    this.#chunks.set(offset, loading);
    try {
      const chunk = await loading;
      this.#sizes.set(offset, chunk.size);
      this.#dropOldest();
      return chunk;
    } catch (thrown) {
      this.#drop(offset);
      throw thrown;
    }
  }

  #dropOldest(): void {
    let bytes = 0;
    for (const offset of [...this.#chunks.keys()].reverse()) {
      bytes += this.#sizes.get(offset) ?? 0;
      if (bytes > MAX_BYTES && bytes > (this.#sizes.get(offset) ?? 0)) this.#drop(offset);
    }
  }

  #drop(offset: number): void {
    this.#chunks.delete(offset);
    this.#sizes.delete(offset);
  }
}
