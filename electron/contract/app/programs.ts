import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { programSchema } from '../program.ts';
import { runEndSchema, runOptionsSchema } from '../programs/run-options.ts';
import { stepRowSchema, stepTotalSchema } from '../programs/run-results.ts';
import { empty, savePath, sessionId } from './common.ts';

/** Programs: run, loaded, saved. */

export const programProgressSchema = z.strictObject({
  session: z.string(),
  run: z.int(),
  /** Of the program. */
  name: z.string(),
  done: z.int(),
  /** Undefined when not known beforehand. */
  total: z.int().optional(),
  failed: z.int(),
  finished: z.boolean(),
  paused: z.boolean().optional(),
  /** Why it ended; absent while it runs, and when it could not begin. */
  ended: runEndSchema.optional(),
  /** Of each iteration, and how often they are run through. */
  rows: z.int(),
  iterations: z.int(),
  /** Of the last step, from 0. */
  iteration: z.int().optional(),
  row: z.int().optional(),
  /** Without the time it was paused. */
  elapsedMs: z.number(),
  /** First failure in words. */
  message: z.string().optional(),
});
export type ProgramProgress = z.infer<typeof programProgressSchema>;

export const programMethods = {
  'program.run': method(
    z.strictObject({ session: sessionId, program: programSchema, options: runOptionsSchema.optional() }),
    z.strictObject({ run: z.int() }),
  ),
  /** Ends the run before its next step, and whatever it waits for at once. */
  'program.stop': method(z.strictObject({ session: sessionId }), empty),
  /** Sends nothing more until `program.resume`. Both throw `not-running`. */
  'program.pause': method(z.strictObject({ session: sessionId }), empty),
  'program.resume': method(z.strictObject({ session: sessionId }), empty),
  /** Steps of the last run from a place of the run, or its failed steps from a number of theirs. `first` is the oldest that is kept. */
  'program.results': method(
    z.strictObject({
      session: sessionId,
      from: z.int().min(0),
      count: z.int().min(0).max(1000),
      failed: z.boolean().default(false),
    }),
    z.strictObject({ run: z.int(), total: z.int(), first: z.int(), rows: z.array(stepRowSchema) }),
  ),
  /** Each step of the program over all rows of the last run. */
  'program.totals': method(z.strictObject({ session: sessionId }), z.strictObject({ steps: z.array(stepTotalSchema) })),
  /** The step of a program that a request was sent for, in a live session or a recording. */
  'program.step-of': method(
    z.strictObject({ session: sessionId, seq: z.int().min(0) }),
    z.strictObject({ step: stepRowSchema.optional() }),
  ),
  /** Writes how the last run went into a new file among the exports. */
  'program.save-results': method(
    z.strictObject({ session: sessionId, format: z.enum(['junit', 'json']) }),
    z.strictObject({ path: z.string() }),
  ),
  'program.load': method(z.strictObject({ path: z.string() }), z.strictObject({ program: programSchema })),
  'program.save': method(
    z.strictObject({ name: z.string().max(200), program: programSchema, path: savePath }),
    z.strictObject({ path: z.string() }),
  ),
};

export const programEvents = {
  'program.progress': programProgressSchema,
};
