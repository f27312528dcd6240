import type { ChunkEntry } from '../../recorder/row-index.ts';
import type { LoadedChunk } from '../loaded-chunk.ts';
import type { RecordingFile } from '../recording-file.ts';
import type { Place } from './place.ts';

export { holds } from '../holds.ts';

/** A message of a recording, by where it is. */
export interface Met {
  readonly at: number;
  readonly chunk: LoadedChunk;
  readonly place: number;
}

/** Names a message inside its recording, whatever is left out before it. */
export const nameOf = ({ chunk, place }: Met): string => `${chunk.entry.offset}.${place}`;

/** Messages before `end`, the last one first, of the chunks that `wanted` lets through. */
export async function* backwards(
  file: RecordingFile,
  end: Pick<Place, 'chunk' | 'messages'>,
  wanted: (entry: ChunkEntry) => boolean,
): AsyncGenerator<Met> {
  for (let at = Math.min(end.chunk, file.table.length - 1); at >= 0; at--) {
    if (!wanted(file.table.entry(at))) continue;
    const chunk = await file.chunk(at);
    const first = at === end.chunk ? end.messages : chunk.length;
    for (let place = first - 1; place >= 0; place--) yield { at, chunk, place };
  }
}

/** Messages from `start` on and before `end`, in order, of the chunks that `wanted` lets through. */
export async function* forwards(
  file: RecordingFile,
  start: Pick<Place, 'chunk' | 'messages'>,
  end: Pick<Place, 'chunk' | 'messages'>,
  wanted: (entry: ChunkEntry) => boolean,
): AsyncGenerator<Met> {
  for (let at = start.chunk; at <= end.chunk && at < file.table.length; at++) {
    if (!wanted(file.table.entry(at))) continue;
    const chunk = await file.chunk(at);
    const last = at === end.chunk ? end.messages : chunk.length;
    for (let place = at === start.chunk ? start.messages : 0; place < last; place++) yield { at, chunk, place };
  }
}
