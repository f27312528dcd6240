import type { Moment } from '../../../contract/recording-cursor.ts';
import { ConfigBytes } from '../../recorder/config-bytes.ts';
import { configAccess } from '../../rows/config-access.ts';
import { holds } from '../holds.ts';
import type { LoadedChunk } from '../loaded-chunk.ts';
import type { RecordingFile } from '../recording-file.ts';
import { type Place, placesOf } from './place.ts';

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
  /** All that was known here: nothing before it counts. */
  readonly isAll?: boolean;
}

/** Chunks whose bytes are remembered: a few of them each, so that going back and forth does not read the chunks again. */
const MAX_REMEMBERED = 4096;

/**
 * Configuration space at any place: what was read or written of it last, on top of the last inspection. Only chunks that tell bytes
 * which are not known yet are read.
 */
export class ConfigAt {
  readonly #file: RecordingFile;
  readonly #told = new Map<number, Told[]>();

  constructor(file: RecordingFile) {
    this.#file = file;
  }

  async at(end: Place, inspected: Inspected): Promise<{ config: Moment['config']; from: number }> {
    const space = new ConfigBytes();
    const { table } = this.#file;
    for (let at = Math.min(end.chunk, table.length - 1); at >= Math.max(inspected.at, 0); at--) {
      const entry = table.entry(at);
      if (!holds(entry, 'config') && !space.lacksAny(entry.configFrom, entry.configTo)) continue;
      const first = at === inspected.at ? inspected.place : -1;
      const last = at === end.chunk ? end.messages : Number.POSITIVE_INFINITY;
      for (const { place, offset, bytes, isAll } of await this.#toldBy(at)) {
        if (place <= first || place >= last) continue;
        space.fill(offset, bytes);
        if (isAll) return { config: space.config, from: entry.offset };
      }
    }
    space.fill(0, inspected.config ?? new Uint8Array());
    return { config: space.config, from: inspected.at < 0 ? -1 : table.offset(inspected.at) };
  }

  /** What a chunk tells, the newest first. */
  async #toldBy(at: number): Promise<Told[]> {
    const offset = this.#file.table.offset(at);
    const told = this.#told.get(offset) ?? newestFirst(await this.#file.chunk(at));
    if (this.#told.size < MAX_REMEMBERED) this.#told.set(offset, told);
    return told;
  }
}

const newestFirst = (chunk: LoadedChunk): Told[] =>
  placesOf(chunk)
    .flatMap((place) => (chunk.topic(place) === 'config' ? allAt(chunk, place) : (toldAt(chunk, place) ?? [])))
    .reverse();

/** A message that tells all that is known; what ends the search for more comes first in the order they are recorded in. */
function allAt(chunk: LoadedChunk, place: number): Told[] {
  const played = chunk.play(place);
  if (played.topic !== 'config') return [];
  const { bytes, known } = played.message;
  const told = known.map(({ offset, length }) => ({ place, offset, bytes: bytes.subarray(offset, offset + length) }));
  return [{ place, offset: 0, bytes: new Uint8Array(), isAll: true }, ...told];
}

function toldAt(chunk: LoadedChunk, place: number): Told | undefined {
  if (chunk.topic(place) !== 'request') return undefined;
  if (!chunk.mentions(place, '"config.') && !chunk.mentions(place, '"region.')) return undefined;
  const { row } = chunk.light(place);
  const access = row && configAccess(row);
  const played = access && chunk.play(place);
  if (!access || played?.topic !== 'request') return undefined;
  const { data, sent, request } = played.message;
  const bytes = data?.length ? data : (sent ?? Buffer.from(String(request.data ?? ''), 'hex'));
  return { place, offset: access.offset, bytes: bytes.subarray(0, access.length) };
}
