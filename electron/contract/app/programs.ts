import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { programSchema } from '../program.ts';
import { empty, savePath, sessionId } from './common.ts';

/** Programs: run, loaded, saved. */

export const programProgressSchema = z.strictObject({
  session: z.string(),
  run: z.int(),
  done: z.int(),
  /** Undefined when not known beforehand. */
  total: z.int().optional(),
  failed: z.int(),
  finished: z.boolean(),
  /** First failure in words. */
  message: z.string().optional(),
});
export type ProgramProgress = z.infer<typeof programProgressSchema>;

export const programMethods = {
  'program.run': method(
    z.strictObject({ session: sessionId, program: programSchema }),
    z.strictObject({ run: z.int() }),
  ),
  'program.stop': method(z.strictObject({ session: sessionId }), empty),
  'program.load': method(z.strictObject({ path: z.string() }), z.strictObject({ program: programSchema })),
  'program.save': method(
    z.strictObject({ name: z.string().max(200), program: programSchema, path: savePath }),
    z.strictObject({ path: z.string() }),
  ),
};

export const programEvents = {
  'program.progress': programProgressSchema,
};
