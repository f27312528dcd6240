import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { zstdReady } from '../recorder/zstd.ts';
import { damageNote } from './damage-note.ts';
import { IndexCheck } from './index-check.ts';
import { type ReadEnd, readChunks, readerOf } from './read-recording.ts';
import { readSummary } from './read-summary.ts';
import { RecordWalker } from './record-walker.ts';
import { type Gap, RowSequence } from './row-sequence.ts';

/** What reading every byte of a recording showed. */
export interface Verification {
  readonly path: string;
  /** Nothing damaged, nothing missing that is not told to be, everything in order, the index as the content. */
  readonly whole: boolean;
  readonly requests: number;
  readonly messages: number;
  readonly chunks: number;
  /** Requests that are missing: between those that were read, and behind them as far as the end of the file says how many it holds. */
  readonly missing: number;
  /** Where, by number. */
  readonly gaps: readonly Gap[];
  /** Whether the number of requests behind the last one is known: a file that was cut off does not say. */
  readonly endKnown: boolean;
  /** Requests that the recording itself tells to be lost: it was recovered. */
  readonly lostBefore: number;
  /** Messages whose time or number goes back. */
  readonly disordered: number;
  /** Messages on channels this workbench does not know. */
  readonly foreign: number;
  /** Whether the index at the end says what the content is; `none`: an older file, or one that was cut off. */
  readonly index: 'agrees' | 'differs' | 'none';
  readonly damage?: ErrorInfo;
}

/** Reads a whole recording: checksums, every message against its schema, times and numbers in order, the index against the content. */
export async function verifyRecording(path: string): Promise<Verification> {
  await zstdReady;
  const walker = await RecordWalker.open(path);
  try {
    return await verify(path, walker);
  } finally {
    await walker.close();
  }
}

async function verify(path: string, walker: RecordWalker): Promise<Verification> {
  const rows = new RowSequence();
  const index = await IndexCheck.of(walker);
  const counts = { messages: 0, chunks: 0 };
  const summary = await readSummary(walker);
  const reader = readerOf(summary);
  const chunks = readChunks(walker, reader, (bytes) => reader.messages(bytes));
  let next = await chunks.next();
  for (; !next.done; next = await chunks.next()) {
    counts.chunks += 1;
    counts.messages += next.value.messages.length;
    for (const played of next.value.messages) rows.add(played);
    index.add(next.value);
  }
  rows.end(summary?.statistics);
  return verdict(path, next.value, { ...counts, ...rows.found, index: index.result });
}

type Found = Pick<Verification, 'messages' | 'chunks' | 'index'> & RowSequence['found'];

function verdict(path: string, end: ReadEnd, found: Found): Verification {
  const damage = damageNote(path, end, { rows: found.requests, missing: found.missing });
  const ordered = found.missing === 0 && found.disordered === 0 && found.index !== 'differs';
  return { path, whole: end.whole && ordered, ...found, foreign: end.foreign, damage };
}
