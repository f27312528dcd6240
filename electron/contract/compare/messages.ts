import * as z from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';
import { requestRowSchema } from '../request-row.ts';

/** What windows and the main side tell each other about comparing two recordings. */

export const differenceKinds = ['request', 'status', 'errno', 'path', 'bytes', 'count', 'timing'] as const;

/** One thing that is different. */
export const differenceSchema = z.strictObject({
  what: z.enum(differenceKinds),
  /** The field, by its name where bytes are decoded: `data.vendor_id`, `data[12..15]`, `request.offset`, `errno`. */
  field: z.string(),
  /** As a person reads it: `0x1014`, `EINVAL`; empty where there is none. */
  left: z.string(),
  right: z.string(),
});
export type Difference = z.infer<typeof differenceSchema>;

/** Two requests that belong together, or one that the other recording lacks. */
export const comparedPairSchema = z.strictObject({
  /** Place in the aligned list. */
  index: z.int(),
  /** `missing`: only the left one has it; `added`: only the right one. */
  verdict: z.enum(['same', 'different', 'missing', 'added']),
  left: requestRowSchema.optional(),
  right: requestRowSchema.optional(),
  /** At most 100. */
  differences: z.array(differenceSchema),
});
export type ComparedPair = z.infer<typeof comparedPairSchema>;

const latencySchema = z.strictObject({
  count: z.int(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  max: z.number(),
});
export type Latency = z.infer<typeof latencySchema>;

const sideSchema = z.strictObject({
  file: z.string(),
  address: z.string(),
  title: z.string(),
  startedAt: ns,
  /** Its times are those of a model. */
  modelled: z.boolean(),
  requests: z.int(),
  errors: z.int(),
  damage: errorSchema.optional(),
});

export const compareSummarySchema = z.strictObject({
  left: sideSchema,
  right: sideSchema,
  /** Entries of the aligned list. */
  total: z.int(),
  same: z.int(),
  different: z.int(),
  missing: z.int(),
  added: z.int(),
  /** Pairs that differ, by what differs; one pair can be in several. */
  by: z.partialRecord(z.enum(differenceKinds), z.int()),
  /** What firmware and kernel said of the functions: fields that differ. */
  functions: z.array(differenceSchema),
  /** ns, of requests and burst operations, by kind and store path. */
  latencies: z.array(
    z.strictObject({ kind: z.string(), path: z.string().optional(), left: latencySchema, right: latencySchema }),
  ),
  /** What was not looked at, because it differs between any two runs. */
  ignored: z.array(z.strictObject({ id: z.string(), why: z.string() })),
  /** First differences, at most 20. */
  first: z.array(z.strictObject({ index: z.int(), line: z.string() })),
});
export type CompareSummary = z.infer<typeof compareSummarySchema>;
