import * as z from 'zod';
import { burstSpecSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';
import { empty, sessionId } from './common.ts';

/** Bursts, and the throughput of bursts and single requests in slices of time. */

const counts = {
  /** Operations, with those that were not recorded. */
  ops: z.int(),
  bytes: z.int(),
  errors: z.int(),
  /** Device operations the kernel made of them. */
  operations: z.int(),
  /** Operations that were made but not recorded, because their reader was slow. */
  dropped: z.int(),
};

/** What one kind of operation on one way to the device did in a slice. */
const partSchema = z.strictObject({ op: z.string(), path: z.string().optional(), ...counts });
export type ThroughputPart = z.infer<typeof partSchema>;

/** Pre-aggregated throughput of one time slice; percentiles in ns, at most 0.8 % too high. */
export const throughputSliceSchema = z.strictObject({
  /** Middle of the slice, ns since the session began. */
  atNs: ns,
  spanNs: ns,
  ...counts,
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  max: z.number(),
  modelled: z.boolean(),
  parts: z.array(partSchema),
  /** Which operations of which burst of the session, when all are of one: numbers from 0, both ends included. */
  of: z.strictObject({ burst: z.int(), firstOp: z.int(), lastOp: z.int() }).optional(),
});
export type ThroughputSlice = z.infer<typeof throughputSliceSchema>;

/** How far the throughput of a session reaches, ns since the session began. */
const reachSchema = z.strictObject({
  beginNs: ns,
  endNs: ns,
  /** Where the newest burst or run of a program began; requests sent since count to it. */
  newestNs: ns,
  /** Operations that were not recorded, in all. */
  dropped: z.int(),
});
export type ThroughputReach = z.infer<typeof reachSchema>;

/** Slices a window asks for at most: a chart has no more columns worth telling apart. */
export const MOST_POINTS = 500;

export const throughputMethods = {
  'burst.start': method(z.strictObject({ session: sessionId, spec: burstSpecSchema }), empty),
  'burst.stop': method(z.strictObject({ session: sessionId }), empty),
  /**
   * At most about `points` slices of a stretch of session time, whatever its length: neighbours are merged into bins of `binNs`, and what
   * lies far back is coarser. Absent ends reach as far as there is something. Bins are at least `binNs` long when that is given. `more`:
   * a long recording has not been read to its end, and asking again reads on.
   */
  'throughput.slices': method(
    z.strictObject({
      session: sessionId,
      fromNs: ns.optional(),
      toNs: ns.optional(),
      points: z.int().min(1).max(MOST_POINTS),
      binNs: ns.optional(),
    }),
    z.strictObject({
      binNs: ns,
      slices: z.array(throughputSliceSchema),
      reach: reachSchema.optional(),
      more: z.boolean().optional(),
    }),
  ),
};

export const throughputEvents = {
  /** There are new slices: how far they reach now, and the session's own time as this was told. At most ten times a second. */
  throughput: z.strictObject({ session: sessionId, reach: reachSchema, nowNs: ns }),
};
