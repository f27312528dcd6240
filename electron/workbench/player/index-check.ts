import { isDeepStrictEqual } from 'node:util';
import { ChunkTally } from '../recorder/chunk-tally.ts';
import type { ChunkEntry } from '../recorder/row-index.ts';
import type { RowIndex } from '../recorder/row-index-reader.ts';
import { indexAtEnd } from './index-at-end.ts';
import type { PlayedChunk } from './read-recording.ts';
import type { RecordWalker } from './record-walker.ts';

/** Compares the index at the end of a recording with what its chunks hold. */
export class IndexCheck {
  readonly #index: RowIndex | undefined;
  readonly #entries: Iterator<ChunkEntry> | undefined;
  #chunks = 0;
  #differs = false;

  private constructor(index: RowIndex | undefined) {
    this.#index = index;
    this.#entries = index?.entries()[Symbol.iterator]();
  }

  static async of(walker: RecordWalker): Promise<IndexCheck> {
    return new IndexCheck(await indexAtEnd(walker));
  }

  add({ offset, length, messages }: PlayedChunk): void {
    const tally = new ChunkTally();
    for (const { topic, message } of messages) tally.add(topic, message);
    this.#chunks += 1;
    const said: ChunkEntry | undefined = this.#entries?.next().value;
    this.#differs ||= !said || !agrees(said, tally.entry(offset, length));
  }

  get result(): 'agrees' | 'differs' | 'none' {
    if (!this.#index) return 'none';
    return this.#differs || this.#chunks !== this.#index.chunks ? 'differs' : 'agrees';
  }
}

/** What the index says of configuration space is where to look: it must name all that was touched, and may name more. */
export function agrees(said: ChunkEntry, found: ChunkEntry): boolean {
  const { configFrom, configTo } = said;
  const covers = found.configTo === 0 || (configFrom <= found.configFrom && found.configTo <= configTo);
  return covers && isDeepStrictEqual(said, { ...found, configFrom, configTo });
}
