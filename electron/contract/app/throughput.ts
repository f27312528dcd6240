import { z } from 'zod';
import { burstSpecSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';
import { empty, sessionId } from './common.ts';

/** Bursts, and throughput in slices of time. */

/** Pre-aggregated throughput of one time slice; percentiles in ns. */
export const throughputSliceSchema = z.strictObject({
  /** Middle of the slice, ns since the session began. */
  atNs: ns,
  spanNs: ns,
  ops: z.int(),
  bytes: z.int(),
  errors: z.int(),
  /** Device operations the kernel made of them. */
  operations: z.int(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  max: z.number(),
  dropped: z.int(),
  modelled: z.boolean(),
});
export type ThroughputSlice = z.infer<typeof throughputSliceSchema>;

export const throughputMethods = {
  'burst.start': method(z.strictObject({ session: sessionId, spec: burstSpecSchema }), empty),
  'burst.stop': method(z.strictObject({ session: sessionId }), empty),
  'throughput.slices': method(
    z.strictObject({ session: sessionId }),
    z.strictObject({ slices: z.array(throughputSliceSchema) }),
  ),
};

export const throughputEvents = {
  /** New throughput slices, at most ten times a second. */
  throughput: z.strictObject({ session: sessionId, slices: z.array(throughputSliceSchema) }),
};
