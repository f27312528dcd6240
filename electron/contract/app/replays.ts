import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import {
  divergenceSchema,
  remapSchema,
  replayPlanSchema,
  replayProgressSchema,
  replaySpeedSchema,
} from '../replay/messages.ts';
import { rowSelectionSchema } from '../request-row.ts';
import { empty, sessionId } from './common.ts';
import { sessionSchema } from './sessions.ts';

/** Rows of a recording, sent again. */

export const replayMethods = {
  /** What `replay.start` would do; `to` lets it look at the aperture of an open target. Sends nothing. */
  'replay.plan': method(
    z.strictObject({ recording: sessionId, selection: rowSelectionSchema.default({}), to: sessionId.optional() }),
    replayPlanSchema,
  ),
  /**
   * Sends rows of a recording again, to an open session or to an address that is opened for it, whose session goes on afterwards.
   * Progress comes as events. Throws `not-armed` (unless `arm`), and `dangerous` when the plan has dangers that were not `accepted`.
   */
  'replay.start': method(
    z.strictObject({
      /** Session of the recording. */
      recording: sessionId,
      selection: rowSelectionSchema.default({}),
      to: z.string().max(4096),
      speed: replaySpeedSchema,
      remap: remapSchema.optional(),
      /** Stops at the first divergence; otherwise they are counted. */
      stopAtDivergence: z.boolean().default(true),
      arm: z.boolean().default(false),
      accepted: z.boolean().default(false),
      /** Records the session while the requests are sent. */
      record: z.boolean().default(false),
    }),
    z.strictObject({ replay: z.int(), session: sessionSchema }),
  ),
  /** Sends the next request of a replay that waits for it. */
  'replay.step': method(z.strictObject({ replay: z.int() }), empty),
  /** Ends a replay: a wait at once, a running call when it comes back. */
  'replay.stop': method(z.strictObject({ replay: z.int() }), empty),
  /** Divergences from number `from` on, in order; the first 10,000 are kept. */
  'replay.divergences': method(
    z.strictObject({ replay: z.int(), from: z.int().min(0), count: z.int().min(0).max(1000) }),
    z.strictObject({ total: z.int(), divergences: z.array(divergenceSchema) }),
  ),
};

export const replayEvents = {
  /** How a replay goes; sent at most ten times a second, and at its end. */
  'replay.progress': replayProgressSchema,
};
