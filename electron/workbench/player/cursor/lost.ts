import type { Lost } from '../../../contract/recording-cursor.ts';
import type { Topic } from '../../recorder/messages.ts';
import { holds } from '../holds.ts';
import { TOLD, type Told } from '../losses.ts';
import type { RecordingFile } from '../recording-file.ts';
import type { Place } from './place.ts';
import { forwards } from './walk.ts';

/** Where each was told whole last: offset of the chunk, -1 for the beginning. */
export type Bases = Readonly<Record<Told, number>>;

/** Messages that tell each whole again. */
const RENEWED_BY: Readonly<Record<Told, readonly Topic[]>> = {
  state: ['state'],
  config: ['config', 'snapshot'],
  snapshot: ['snapshot'],
};

/** What was lost before a place since things were told whole, so that what is shown there may be wrong; undefined when nothing was. */
export async function lostBefore(file: RecordingFile, place: Place, bases: Bases): Promise<Lost | undefined> {
  const end = file.table.offset(place.chunk);
  const losses = file.losses.filter(({ offset }) => offset <= end);
  const doubtful = TOLD.filter((told) => losses.some(({ offset, may }) => may[told] && offset > bases[told]));
  if (doubtful.length === 0) return undefined;
  const renewed = doubtful.map(async (what) => ({ what, untilNs: await renewedAt(file, place, RENEWED_BY[what]) }));
  const requests = losses.reduce((sum, { rows }) => sum + rows, 0);
  return { requests, doubtful: await Promise.all(renewed) };
}

async function renewedAt(file: RecordingFile, place: Place, by: readonly Topic[]): Promise<bigint | undefined> {
  const end = { chunk: file.table.length, messages: 0 };
  for await (const { chunk, place: at } of forwards(file, place, end, (entry) =>
    by.some((topic) => holds(entry, topic)),
  ))
    if (by.includes(chunk.topic(at))) return chunk.light(at).atNs;
  return undefined;
}
