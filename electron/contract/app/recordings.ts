import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';
import { findSchema, foundSchema, momentSchema, revisionSchema, timelineSchema } from '../recording-cursor.ts';
import { sessionId } from './common.ts';
import { sessionResult, sessionSchema } from './sessions.ts';

/** Recordings: written, and looked at as of a cursor. */

export const recordingMethods = {
  'recording.start': method(z.strictObject({ session: sessionId }), sessionResult),
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
