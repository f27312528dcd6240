import * as z from 'zod';
import { ns, rawBytes } from '../schema.ts';

/** What a burst did in a tenth of a second: made where its operations are, so that nobody else has to look at each of them. */
export const timeSliceSchema = z.strictObject({
  /** Start on the target's clock, ns. */
  startNs: ns,
  spanNs: z.int().positive(),
  /** End of the operation that ended last so far, on the target's clock. */
  endNs: ns,
  /** Number of its first operation in the burst, from 0; dropped ones count. */
  firstOp: z.int().min(0),
  /** Operations, with those that were dropped. */
  ops: z.int().min(0),
  bytes: z.int().min(0),
  errors: z.int().min(0),
  /** Device operations the kernel made of them. */
  operations: z.int().min(0),
  /** Operations that were made and have no entry in the columns. */
  dropped: z.int().min(0),
  /** Latencies of the operations that were not dropped: a LatencyHistogram as bytes. */
  latency: rawBytes,
});
export type TimeSlice = z.output<typeof timeSliceSchema>;
