import { z } from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { countSampleSchema } from '../measurement/messages.ts';
import { empty, sessionId } from './common.ts';

/** The counters a function keeps of itself. */

export const measurementMethods = {
  /** Reads them once. Throws `absent`, and `not-ready` where they may not be read. */
  'measurement.sample': method(z.strictObject({ session: sessionId }), z.strictObject({ sample: countSampleSchema })),
  /** Reads them again and again until it is switched off with 0, or cannot be done any more. */
  'measurement.watch': method(
    z.strictObject({ session: sessionId, everyMs: z.union([z.literal(0), z.int().min(250).max(60_000)]) }),
    empty,
  ),
  /** The samples so far, the newest 1,000 at most. */
  'measurement.samples': method(
    z.strictObject({ session: sessionId }),
    z.strictObject({ samples: z.array(countSampleSchema), everyMs: z.int() }),
  ),
};

export const measurementEvents = {
  measurement: z.strictObject({
    session: sessionId,
    /** Absent when it could not be read: then watching has ended. */
    sample: countSampleSchema.optional(),
    everyMs: z.int(),
    error: errorSchema.optional(),
  }),
};
