import type { Timeline } from '../../../contract/recording-cursor.ts';
import type { ChunkEntry } from '../../recorder/row-index.ts';
import { Breath } from '../breath.ts';
import { holds } from '../holds.ts';
import type { RecordingFile } from '../recording-file.ts';
import { densityOf } from './density.ts';
import { rowsBefore } from './place.ts';
import type { StateAt } from './state.ts';
import { forwards, type Met } from './walk.ts';

/** Marks, events and spans of each kind that are told, and chunks that are read for them. */
const MAX_EACH = 1000;
const MAX_CHUNKS = 256;

const IDLE_NS = 1_000_000_000n;

type Told = Pick<Timeline, 'marks' | 'events' | 'armed'>;

/** What a time slider shows of a recording, as far as it is known. */
export async function timelineOf(file: RecordingFile, state: StateAt, bins: number): Promise<Timeline> {
  const { durationNs } = file;
  const density = await densityOf(file, durationNs, bins);
  const { complete, ...told } = await toldOf(file, state, durationNs);
  const idle = idleOf(file.table.entries());
  const all = complete && idle.length <= MAX_EACH && file.indexing === undefined;
  return { durationNs, ...density, ...told, idle: idle.slice(0, MAX_EACH), complete: all };
}

/** Marks, events and armed spans, and whether these are all. */
async function toldOf(file: RecordingFile, state: StateAt, durationNs: bigint): Promise<Told & { complete: boolean }> {
  const told: Told = { marks: [], events: [], armed: [] };
  const tells = (entry: ChunkEntry) => holds(entry, 'mark') || holds(entry, 'event') || holds(entry, 'arm');
  const telling = offsetsOf(file.table.entries(), tells);
  const read = new Set(telling.slice(0, MAX_CHUNKS));
  const end = { chunk: file.table.length, messages: 0 };
  const breath = new Breath();
  let armedSince = (await state.at({ chunk: 0, messages: 0, rows: 0, atNs: 0n })).state.armed ? 0n : undefined;
  for await (const met of forwards(file, { chunk: 0, messages: 0 }, end, ({ offset }) => read.has(offset))) {
    if (breath.due) await breath.take();
    armedSince = tell(told, met, file, armedSince);
  }
  if (armedSince !== undefined) told.armed.push({ fromNs: armedSince, toNs: durationNs });
  const all = Object.values(told).every(({ length }) => length < MAX_EACH);
  return { ...told, complete: all && telling.length <= MAX_CHUNKS };
}

/** Adds what a message tells; gives since when the function is armed. */
function tell(told: Told, { at, chunk, place }: Met, file: RecordingFile, armedSince: bigint | undefined) {
  const topic = chunk.topic(place);
  if (topic !== 'mark' && topic !== 'event' && topic !== 'arm') return armedSince;
  const played = chunk.play(place);
  const row = file.table.firstRow(at) + rowsBefore(chunk, place);
  if (played.topic === 'mark' && told.marks.length < MAX_EACH)
    told.marks.push({ atNs: played.message.atNs, row, note: played.message.note });
  if (played.topic === 'event' && told.events.length < MAX_EACH) {
    const { atNs, event, message } = played.message;
    told.events.push({ atNs, row, event, message });
  }
  if (played.topic !== 'arm') return armedSince;
  const { atNs, armed } = played.message;
  if (!armed && armedSince !== undefined && told.armed.length < MAX_EACH)
    told.armed.push({ fromNs: armedSince, toNs: atNs });
  return armed ? (armedSince ?? atNs) : undefined;
}

/**
 * Stretches between chunks: a chunk is written 250 ms after its first message, so longer ones lie nowhere else. Only on a modelled clock,
 * which can run ahead of this machine's, a stretch can be inside a chunk; it is not told.
 */
function idleOf(entries: Iterable<ChunkEntry>): Timeline['idle'] {
  const idle: Timeline['idle'] = [];
  let latest: bigint | undefined;
  for (const { startNs, endNs } of entries) {
    if (latest !== undefined && startNs - latest >= IDLE_NS) idle.push({ fromNs: latest, toNs: startNs });
    latest = latest === undefined || endNs > latest ? endNs : latest;
  }
  return idle;
}

function offsetsOf(entries: Iterable<ChunkEntry>, tells: (entry: ChunkEntry) => boolean): number[] {
  const offsets: number[] = [];
  for (const entry of entries) if (tells(entry)) offsets.push(entry.offset);
  return offsets;
}
