import type { ChunkEntry } from '../recorder/row-index.ts';
import type { LoadedChunk } from './loaded-chunk.ts';

/** Bytes of messages that are kept unpacked; the chunk that was loaded last is kept whatever its size. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The chunks that were looked at last. */
export class KeptChunks {
  readonly #chunks = new Map<ChunkEntry, Promise<LoadedChunk>>();
  readonly #sizes = new Map<ChunkEntry, number>();

  /** The chunk, loaded when it is not kept; loaded once for all who ask meanwhile. */
  async get(entry: ChunkEntry, load: () => Promise<LoadedChunk>): Promise<LoadedChunk> {
    const loading = this.#chunks.get(entry) ?? load();
    this.#chunks.delete(entry);
    this.#chunks.set(entry, loading);
    try {
      const chunk = await loading;
      this.#sizes.set(entry, chunk.size);
      this.#dropOldest();
      return chunk;
    } catch (thrown) {
      this.#drop(entry);
      throw thrown;
    }
  }

  #dropOldest(): void {
    let bytes = 0;
    for (const entry of [...this.#chunks.keys()].reverse()) {
      bytes += this.#sizes.get(entry) ?? 0;
      if (bytes > MAX_BYTES && bytes > (this.#sizes.get(entry) ?? 0)) this.#drop(entry);
    }
  }

  #drop(entry: ChunkEntry): void {
    this.#chunks.delete(entry);
    this.#sizes.delete(entry);
  }
}
