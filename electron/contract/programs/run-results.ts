import * as z from 'zod';
import { ns } from '../../../native-bridge/contract/schema.ts';

/** One step of a run as it went. */
export const stepRowSchema = z.strictObject({
  /** Its place in the run, from 0. */
  at: z.int(),
  /** Both count from 0, rows in each iteration; absent for a judgement over the whole run. */
  iteration: z.int().optional(),
  row: z.int().optional(),
  /** `steps[2].steps[0]` */
  path: z.string(),
  kind: z.string(),
  name: z.string().optional(),
  /** Number of its request in the session. */
  seq: z.int().optional(),
  /** Absent where nothing was sent. */
  status: z.enum(['ok', 'errno', 'timeout']).optional(),
  errno: z.int().optional(),
  durationNs: ns.optional(),
  /** What was not as expected, and both sides of it; absent when all was. */
  failure: z.string().optional(),
  expected: z.string().optional(),
  got: z.string().optional(),
  /** Variables of its row. */
  values: z.record(z.string(), z.bigint()).optional(),
});
export type StepRow = z.infer<typeof stepRowSchema>;

/** One step of the program over all its rows. */
export const stepTotalSchema = z.strictObject({
  path: z.string(),
  kind: z.string(),
  name: z.string().optional(),
  count: z.int(),
  failed: z.int(),
  errnos: z.array(z.strictObject({ errno: z.int(), count: z.int() })),
  /** Latencies, ns; absent where nothing was sent. */
  p50: z.number().optional(),
  p99: z.number().optional(),
  max: z.number().optional(),
});
export type StepTotal = z.infer<typeof stepTotalSchema>;
