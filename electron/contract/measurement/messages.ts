import { z } from 'zod';
import { measurementSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';

/** The counters a function keeps of itself, held against what was sent: an independent count. */

/** Counters that both sides keep. */
export const comparedCounters = ['store_block_operations', 'store_operations', 'load_operations'] as const;
export type ComparedCounter = (typeof comparedCounters)[number];

/** What this side knows of a counter since the function was opened. */
const ourCount = z.strictObject({
  /** Operations that were answered well: the function has done at least these. */
  sure: z.int(),
  /** These and those that failed, which may have reached the function. */
  possible: z.int(),
});
export type OurCount = z.infer<typeof ourCount>;

/** A counter that is not what it has to be. */
export const alarmSchema = z.strictObject({
  counter: z.enum(comparedCounters),
  /** Least and most it may be; without `to` there is no most. */
  from: z.int(),
  to: z.int().optional(),
  got: z.bigint(),
  /** When it was first seen, ns since the session began. */
  sinceNs: ns,
});
export type CountAlarm = z.infer<typeof alarmSchema>;

export const countSampleSchema = z.strictObject({
  /** ns since the session began. */
  atNs: ns,
  source: measurementSchema.shape.source,
  /** The block or the text, as it was read. */
  bytes: measurementSchema.shape.bytes,
  /** Interval at which the function brings its counters up to date, ms. */
  updateMs: z.int(),
  /** Updates of the function so far. */
  samples: z.int(),
  /** The function's counters by name. */
  counters: z.record(z.string(), z.bigint()),
  /** Ours at the same time. */
  ours: z.record(z.enum(comparedCounters), ourCount),
  /** Something was being sent while it was read: no upper bound holds. */
  inFlight: z.boolean(),
  /** The function has brought its counters up to date since the sample before. */
  fresh: z.boolean(),
  /** What does not agree, as of the last update. */
  alarms: z.array(alarmSchema),
});
export type CountSample = z.infer<typeof countSampleSchema>;
