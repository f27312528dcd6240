import type { Moment } from '../../../contract/recording-cursor.ts';
import type { ChunkEntry } from '../../recorder/row-index.ts';
import { configAccess } from '../../rows/config-access.ts';
import type { RecordingFile } from '../recording-file.ts';
import type { Place } from './place.ts';
import { backwards, type Met } from './walk.ts';

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

/**
 * Configuration space at a place: what was read or written of it last, on top of the inspection at `inspected`. Only chunks that tell
 * bytes which are not known yet are read.
 */
export async function configAt(
  file: RecordingFile,
  end: Place,
  inspected: { readonly config?: Uint8Array; readonly at: number; readonly place: number },
): Promise<Moment['config']> {
  const space = new FilledSpace();
  const tells = ({ configFrom, configTo }: ChunkEntry) => space.lacksAny(configFrom, configTo);
  for await (const met of backwards(file, end, tells)) {
    if (met.at < inspected.at || (met.at === inspected.at && met.place <= inspected.place)) break;
    fillFrom(space, met);
  }
  space.fill(0, inspected.config ?? new Uint8Array());
  return space.config;
}

function fillFrom(space: FilledSpace, { chunk, place }: Met): void {
  const { row } = chunk.light(place);
  const access = row && configAccess(row);
  if (!access || !space.lacksAny(access.offset, access.offset + access.length)) return;
  const played = chunk.play(place);
  if (played.topic !== 'request') return;
  const { data, request } = played.message;
  const bytes = data?.length ? data : Buffer.from(String(request.data ?? ''), 'hex');
  space.fill(access.offset, bytes.subarray(0, access.length));
}
