import * as z from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { lanePartSchema, orderSchema } from '../two-paths/messages.ts';
import { empty, sessionId } from './common.ts';

/** One payload, stored in several ways. */

export const twoPathsMethods = {
  /**
   * Begins to send; what comes of it is told by event under the number `run`. Throws `not-armed`, `busy`, `bad-request`. It is stopped
   * as everything that runs on a session: `program.stop`.
   */
  'two-paths.run': method(z.strictObject({ session: sessionId, run: z.int(), order: orderSchema }), empty),
};

export const twoPathsEvents = {
  /** More of a lane, or the end of the run; at most ten times a second for each lane. */
  'two-paths.progress': z.strictObject({
    session: sessionId,
    run: z.int(),
    part: lanePartSchema.optional(),
    finished: z.boolean(),
    /** What kept it from being sent, or ended it. */
    error: errorSchema.optional(),
  }),
};
