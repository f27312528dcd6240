import * as z from 'zod';
import { liveStateSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';
import { countSampleSchema } from '../measurement/messages.ts';
import { findSchema, foundSchema, momentSchema, revisionSchema, timelineSchema } from '../recording-cursor.ts';
import { noteSchema } from '../recording-notes.ts';
import { sessionId } from './common.ts';
import { sessionResult, sessionSchema } from './sessions.ts';

/** Recordings: written, and looked at as of a cursor. */

/** A file of a recording in several is at least so long, bytes. */
export const LEAST_PART_BYTES = 1024 * 1024;

const notesResult = z.strictObject({ notes: z.array(noteSchema) });

export const recordingMethods = {
  /** `rotate`: bytes after which the recording goes on in a next file; in one file without. */
  'recording.start': method(
    z.strictObject({ session: sessionId, rotate: z.int().min(LEAST_PART_BYTES).optional() }),
    sessionResult,
  ),
  'recording.stop': method(
    z.strictObject({ session: sessionId }),
    z.strictObject({ session: sessionSchema, path: z.string() }),
  ),
  /** An open recording as of the cursor: after everything up to `atNs`, or after its first `rows` rows. What the window has already, by the revisions of an earlier answer, is left out. */
  'recording.at': method(
    z.strictObject({
      session: sessionId,
      atNs: ns.optional(),
      rows: z.int().min(0).optional(),
      known: revisionSchema.partial().optional(),
    }),
    z.strictObject({ moment: momentSchema }),
  ),
  /** The mappings as of a cursor that end at or above an IOVA, lowest first, as many as fit a message. */
  'recording.mappings': method(
    z.strictObject({ session: sessionId, atNs: ns.optional(), rows: z.int().min(0).optional(), from: z.bigint() }),
    z.strictObject({ mappings: liveStateSchema.shape.mappings, more: z.boolean() }),
  ),
  /** What the function counted of itself up to a cursor, as it was recorded: 1,000 samples at most, oldest first; of more only some, the newest always. */
  'recording.counts': method(
    z.strictObject({ session: sessionId, atNs: ns.optional(), rows: z.int().min(0).optional() }),
    z.strictObject({ samples: z.array(countSampleSchema) }),
  ),
  /** Opens the file before or behind this one of a recording in several. */
  'recording.part': method(z.strictObject({ session: sessionId, which: z.enum(['previous', 'next']) }), sessionResult),
  /** What readers wrote to a recording, in its order. */
  'recording.notes': method(z.strictObject({ session: sessionId }), notesResult),
  /** Writes a note beside the recording, or another text into the note `id`. */
  'recording.note': method(
    z.strictObject({
      session: sessionId,
      id: z.int().optional(),
      ...noteSchema.pick({ row: true, atNs: true, text: true }).shape,
    }),
    notesResult,
  ),
  'recording.forget-note': method(z.strictObject({ session: sessionId, id: z.int() }), notesResult),
  /**
   * The next or previous thing of a kind when the cursor is behind row `row`; nothing when there is none. With `atNs`, the time of the cursor, things between rows are stepped through as well. Asking again ends what is being looked for with `stopped`.
   */
  'recording.find': method(
    z.strictObject({
      session: sessionId,
      row: z.int().min(-1),
      atNs: ns.optional(),
      direction: z.enum(['next', 'previous']),
      what: findSchema,
    }),
    z.strictObject({ found: foundSchema.optional() }),
  ),
  /** What a time slider of an open recording shows, in at most `bins` bins. */
  'recording.timeline': method(
    z.strictObject({ session: sessionId, bins: z.int().min(1).max(500).default(300) }),
    z.strictObject({ timeline: timelineSchema }),
  ),
};

export const recordingEvents = {
  'recording.notes-changed': z.strictObject({ session: sessionId, notes: z.array(noteSchema) }),
};
