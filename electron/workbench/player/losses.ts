import type { ChunkEntry } from '../recorder/row-index.ts';
import { holds } from './holds.ts';

/** A part of a recording that cannot be read: everything from `offset` on in the file came behind it. What it held, as far as is known. */
export interface Loss {
  readonly offset: number;
  /** Requests and marks. */
  readonly rows: number;
  /** Whether it may have held changes of the state, of configuration space, of what firmware and kernel say. */
  readonly may: Readonly<Record<Told, boolean>>;
}

/** What a recording tells whole now and then, so that it is known from there on. */
export type Told = 'state' | 'config' | 'snapshot';

export const TOLD: readonly Told[] = ['state', 'config', 'snapshot'];

/** A loss of which only the place is known, and how many numbers of rows are missing. */
export const unknownLoss = (offset: number, rows: number): Loss => ({
  ...{ offset, rows },
  may: { state: true, config: true, snapshot: true },
});

/** A chunk of which the index says what was in it. */
export function lossOf(entry: ChunkEntry): Loss {
  const has = holds.bind(undefined, entry);
  const state = has('state') || has('change') || has('arm');
  return {
    offset: entry.offset,
    rows: entry.rows,
    may: { state, config: entry.configTo > 0 || has('config'), snapshot: has('snapshot') },
  };
}
