import type { Moment } from '../../../contract/recording-cursor.ts';
import type { ChunkEntry } from '../../recorder/row-index.ts';
import { configAccess } from '../../rows/config-access.ts';
import type { LoadedChunk } from '../loaded-chunk.ts';
import type { RecordingFile } from '../recording-file.ts';
import type { Place } from './place.ts';

/** PCI configuration space is never larger. */
const CONFIG_BYTES = 4096;

/** Configuration space that is filled from the newest reading back: a byte that is known stays. */
class FilledSpace {
  readonly #bytes = new Uint8Array(CONFIG_BYTES);
  readonly #known = new Uint8Array(CONFIG_BYTES);

  fill(offset: number, bytes: Uint8Array): void {
    const end = Math.min(offset + bytes.length, CONFIG_BYTES);
    for (let at = offset; at < end; at++) {
      if (this.#known[at] === 1) continue;
      this.#bytes[at] = bytes[at - offset]!;
      this.#known[at] = 1;
    }
  }

  lacksAny(from: number, to: number): boolean {
    return this.#known.subarray(from, to).includes(0);
  }

  get config(): Moment['config'] {
    const length = this.#known.lastIndexOf(1) + 1;
    return { bytes: this.#bytes.slice(0, length), known: this.#ranges(length) };
  }

  #ranges(length: number): Moment['config']['known'] {
    const known: Moment['config']['known'] = [];
    for (let at = this.#known.indexOf(1); at >= 0 && at < length; ) {
      const gap = this.#known.indexOf(0, at);
      const end = gap < 0 ? length : gap;
      known.push({ offset: at, length: end - at });
      at = this.#known.indexOf(1, end);
    }
    return known;
  }
}

/** Where configuration space was inspected last, and what was read then. */
interface Inspected {
  readonly config?: Uint8Array;
  readonly at: number;
  readonly place: number;
}

/** Bytes of configuration space that the message at `place` of a chunk tells. */
interface Told {
  readonly place: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Chunks whose bytes are remembered: a few of them each, so that going back and forth does not read the chunks again. */
const MAX_REMEMBERED = 4096;

/**
 * Configuration space at any place: what was read or written of it last, on top of the last inspection. Only chunks that tell bytes
 * which are not known yet are read.
 */
export class ConfigAt {
  readonly #file: RecordingFile;
  readonly #told = new Map<ChunkEntry, Told[]>();

  constructor(file: RecordingFile) {
    this.#file = file;
  }

  async at(end: Place, inspected: Inspected): Promise<Moment['config']> {
    const space = new FilledSpace();
    const { table } = this.#file;
    for (let at = Math.min(end.chunk, table.length - 1); at >= Math.max(inspected.at, 0); at--) {
      const { configFrom, configTo } = table.entry(at);
      if (!space.lacksAny(configFrom, configTo)) continue;
      const first = at === inspected.at ? inspected.place : -1;
      const last = at === end.chunk ? end.messages : Number.POSITIVE_INFINITY;
      for (const { place, offset, bytes } of await this.#toldBy(at))
        if (place > first && place < last) space.fill(offset, bytes);
    }
    space.fill(0, inspected.config ?? new Uint8Array());
    return space.config;
  }

  /** What a chunk tells, the newest first. */
  async #toldBy(at: number): Promise<Told[]> {
    const entry = this.#file.table.entry(at);
    const told = this.#told.get(entry) ?? newestFirst(await this.#file.chunk(at));
    if (this.#told.size < MAX_REMEMBERED) this.#told.set(entry, told);
    return told;
  }
}

const newestFirst = (chunk: LoadedChunk): Told[] =>
  chunk.rowPlaces.flatMap((place) => toldAt(chunk, place) ?? []).reverse();

function toldAt(chunk: LoadedChunk, place: number): Told | undefined {
  if (!chunk.mentions(place, '"config.') && !chunk.mentions(place, '"region.')) return undefined;
  const { row } = chunk.light(place);
  const access = row && configAccess(row);
  const played = access && chunk.play(place);
  if (!access || played?.topic !== 'request') return undefined;
  const { data, request } = played.message;
  const bytes = data?.length ? data : Buffer.from(String(request.data ?? ''), 'hex');
  return { place, offset: access.offset, bytes: bytes.subarray(0, access.length) };
}
