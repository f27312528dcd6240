import { z } from 'zod';

/** How a program is run. What is absent bounds nothing. */
export const runOptionsSchema = z.strictObject({
  /** How often all rows are run through; 1 when absent. */
  iterations: z.int().min(1).max(1_000_000_000).optional(),
  /** Requests a second at most. */
  rate: z.number().positive().max(1_000_000).optional(),
  /** Goes on with the next step behind one that failed; a run ends at the first failure otherwise. */
  keepGoing: z.boolean().optional(),
  /** Ends before the step that would be one more. */
  maxSteps: z.int().min(1).optional(),
  /** Ends before a step that would begin later; the time it is paused does not count. */
  maxSeconds: z.number().positive().max(31_536_000).optional(),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

/** Why a run ended. */
export const runEndSchema = z.enum(['finished', 'failed', 'stopped', 'max-steps', 'max-seconds']);
export type RunEnd = z.infer<typeof runEndSchema>;
