import { isRider } from '../light-message.ts';
import type { LoadedChunk } from '../loaded-chunk.ts';
import type { RecordingFile } from '../recording-file.ts';

/** A place to show a recording at: a session time, or behind a number of rows. */
export interface Cursor {
  readonly atNs?: bigint;
  readonly rows?: number;
}

/** Where a cursor is in the file: behind all chunks before `chunk` and the first `messages` messages of it. */
export interface Place {
  readonly chunk: number;
  readonly messages: number;
  readonly rows: number;
  /** Time of the cursor: as asked for, else that of the last thing before it. */
  readonly atNs: bigint;
}

/** The place behind everything up to a time or a number of rows, whichever is given; the end when neither is. */
export function placeOf(file: RecordingFile, { atNs, rows }: Cursor): Promise<Place> {
  if (rows !== undefined && rows < file.table.rows) return placeOfRows(file, rows);
  if (rows === undefined && atNs !== undefined) return placeOfTime(file, atNs);
  return Promise.resolve(theEnd(file, file.table.endNs));
}

const theEnd = ({ table }: RecordingFile, atNs: bigint): Place => ({
  chunk: table.length,
  messages: 0,
  rows: table.rows,
  atNs,
});

/**
 * From where to look for the next or previous thing when the cursor is behind row `row`: right behind that row, or right before it. With
 * `atNs`, from behind what is not later, or before what is not earlier.
 */
export async function placeAround(
  file: RecordingFile,
  { row, atNs }: { readonly row: number; readonly atNs?: bigint },
  direction: 'next' | 'previous',
): Promise<Place> {
  if (atNs !== undefined) return placeOfTime(file, direction === 'next' ? atNs : atNs - 1n);
  if (row < 0) return { chunk: 0, messages: 0, rows: 0, atNs: 0n };
  const before = await placeOf(file, { rows: row });
  return direction === 'next' && before.chunk < file.table.length
    ? { ...before, messages: before.messages + 1 }
    : before;
}

async function placeOfRows(file: RecordingFile, rows: number): Promise<Place> {
  const at = file.table.ofRow(rows);
  const chunk = await file.chunk(at);
  const messages = chunk.rowPlaces[rows - file.table.firstRow(at)]!;
  return { chunk: at, messages, rows, atNs: latest(file, at, chunk, messages) };
}

/** Before the first thing that is later. What only says what a thing changed happened with it. */
async function placeOfTime(file: RecordingFile, atNs: bigint): Promise<Place> {
  for (let at = file.table.after(atNs); at < file.table.length; at++) {
    const chunk = await file.chunk(at);
    const messages = placesOf(chunk).find((place) => isLater(chunk, place, atNs));
    if (messages === undefined) continue;
    const rows = file.table.firstRow(at) + rowsBefore(chunk, messages);
    return { chunk: at, messages, rows, atNs };
  }
  return theEnd(file, atNs);
}

function isLater(chunk: LoadedChunk, place: number, atNs: bigint): boolean {
  return !isRider(chunk.topic(place)) && (chunk.light(place).atNs ?? 0n) > atNs;
}

/** Time of the last thing before; of the beginning of the recording when there is none. */
function latest({ table, beginNs }: RecordingFile, at: number, chunk: LoadedChunk, messages: number): bigint {
  let time = at === 0 ? beginNs : table.timeBefore(at);
  for (const place of placesOf(chunk).slice(0, messages)) {
    const atNs = isRider(chunk.topic(place)) ? undefined : chunk.light(place).atNs;
    if (atNs !== undefined && atNs > time) time = atNs;
  }
  return time;
}

/** Rows among the first `messages` messages of a chunk. */
export function rowsBefore({ rowPlaces }: LoadedChunk, messages: number): number {
  const first = rowPlaces.findIndex((place) => place >= messages);
  return first < 0 ? rowPlaces.length : first;
}

export const placesOf = ({ length }: LoadedChunk): number[] => Array.from({ length }, (_, place) => place);

type Behind = Pick<Place, 'chunk' | 'messages'>;

export const isBefore = (a: Behind, b: Behind): boolean =>
  a.chunk < b.chunk || (a.chunk === b.chunk && a.messages < b.messages);
