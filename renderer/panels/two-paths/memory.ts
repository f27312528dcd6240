import type { LaneOperation } from '../../../electron/contract/two-paths/messages.ts';

/** What stands in the memory of the peer after some of a lane's stores, as it was read behind each of them. */

/** Bytes from `from` up to `to` that are `new` (as sent), `old` (not stored yet), or `wrong` (stored, and something else was read). */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly state: 'new' | 'old' | 'wrong';
}

/** Runs of the payload's place after `done` stores of `piece` bytes; they fill it without gaps. */
export function memoryRuns(
  operations: readonly LaneOperation[],
  done: number,
  piece: number,
  payload: Uint8Array,
): readonly Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < done; index++) {
    const from = index * piece;
    const state = isAsSent(operations[index]?.seen, payload, from) ? 'new' : 'wrong';
    const last = runs.at(-1);
    if (last?.state === state) runs.splice(-1, 1, { ...last, to: from + piece });
    else runs.push({ from, to: from + piece, state });
  }
  const stored = done * piece;
  return stored < payload.length ? [...runs, { from: stored, to: payload.length, state: 'old' }] : runs;
}

const isAsSent = (seen: Uint8Array | undefined, payload: Uint8Array, from: number) =>
  seen?.every((byte, at) => byte === payload[from + at]) ?? false;

/** Bytes of `block` that are as in `payload`, counted from the start up to the first that is not. */
export function newBytes(block: Uint8Array | undefined, payload: Uint8Array): number {
  const first = block?.findIndex((byte, at) => byte !== payload[at]);
  return first === undefined ? 0 : first < 0 ? (block?.length ?? 0) : first;
}

/** A rectangle of the grid, in bytes across and rows down. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Bytes a row of the grid holds. */
export const ROW_BYTES = 512;

/** The rectangles a run covers in a grid of `rowBytes` bytes a row. */
export function rectsOf({ from, to }: Run, rowBytes: number): Rect[] {
  const rects: Rect[] = [];
  for (let at = from; at < to; ) {
    const x = at % rowBytes;
    const y = Math.floor(at / rowBytes);
    const rows = x === 0 ? Math.floor((to - at) / rowBytes) : 0;
    const width = rows > 0 ? rowBytes : Math.min(rowBytes - x, to - at);
    rects.push({ x, y, width, height: Math.max(rows, 1) });
    at += rows > 0 ? rows * rowBytes : width;
  }
  return rects;
}
