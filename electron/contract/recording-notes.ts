import * as z from 'zod';
import { ns } from '../../native-bridge/contract/schema.ts';

/** What a reader wrote while looking at a recording. It lies beside the recording, which is evidence and is never changed. */
export const noteSchema = z.strictObject({
  /** Names the note inside its recording. */
  id: z.int().min(1),
  /** The row it was written to, by position in the request list without filter; the one before where it was written between rows. */
  row: z.int().min(-1),
  /** ns since the session began. */
  atNs: ns,
  text: z.string().min(1).max(4096),
  /** Wall clock, ns since 1970. */
  writtenAt: ns,
});
export type Note = z.infer<typeof noteSchema>;

/** Notes of one recording at most. */
export const MOST_NOTES = 2000;
