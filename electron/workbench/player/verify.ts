import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { damageNote } from './damage-note.ts';
import { readRecording } from './read-recording.ts';
import { recordedRow } from './recorded-row.ts';

/** What reading every byte of a recording showed. */
export interface Verification {
  readonly path: string;
  /** Nothing damaged, nothing missing, everything in order. */
  readonly whole: boolean;
  readonly requests: number;
  readonly messages: number;
  readonly chunks: number;
  /** Request numbers that are skipped. */
  readonly missing: number;
  /** Messages whose time or number goes back. */
  readonly disordered: number;
  /** Messages on channels this workbench does not know. */
  readonly foreign: number;
  readonly damage?: ErrorInfo;
}

/** Reads a whole recording: chunk CRCs, every message against its schema, times and request numbers in order. */
export async function verifyRecording(path: string): Promise<Verification> {
  const counts = { requests: 0, messages: 0, chunks: 0, missing: 0, disordered: 0 };
  let [nextSeq, lastTime] = [0, 0n];
  const chunks = readRecording(path);
  let next = await chunks.next();
  for (; !next.done; next = await chunks.next()) {
    counts.chunks += 1;
    for (const played of next.value.messages) {
      counts.messages += 1;
      if (played.logTime < lastTime) counts.disordered += 1;
      lastTime = played.logTime;
      const seq = recordedRow(played)?.seq;
      if (seq === undefined) continue;
      counts.requests += 1;
      counts.missing += Math.max(seq - nextSeq, 0);
      if (seq < nextSeq) counts.disordered += 1;
      nextSeq = seq + 1;
    }
  }
  const end = next.value;
  const damage = damageNote(path, end, { rows: counts.requests, missing: counts.missing });
  const whole = end.whole && counts.missing === 0 && counts.disordered === 0;
  return { path, whole, ...counts, foreign: end.foreign, damage };
}
