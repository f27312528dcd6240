import * as z from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';
import { requestRowSchema } from '../request-row.ts';

/** What windows and the main side tell each other about comparing two recordings. */

export const differenceKinds = ['request', 'status', 'errno', 'path', 'bytes', 'count', 'timing', 'malformed'] as const;

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
  /** Messages in chunks as written that are not what their channel says: compared as the text they are. */
  malformed: z
    .strictObject({
      count: z.int(),
      /** At most 20: the request, the byte its chunk begins at, its message in there, from 0. `seq` is absent for other messages. */
      first: z.array(
        z.strictObject({ seq: z.int().optional(), offset: z.int(), message: z.int(), reason: z.string() }),
      ),
    })
    .optional(),
});
export type ComparedSide = z.infer<typeof sideSchema>;

/** Something that differs in many pairs alike: in one field of one kind of request. Where there are too many of those, the last of them together are `other fields`. */
const commonDifferenceSchema = z.strictObject({
  /** Empty for other fields. */
  kind: z.string(),
  /** Absent for other fields: they differ in different ways. */
  what: z.enum(differenceKinds).optional(),
  /** As in a difference; of bytes without fields the stretch that all of them lie in: `data[4..63]`. */
  field: z.string(),
  pairs: z.int(),
  /** The first of them: its place in the aligned list, its request on the left, both sides of it. */
  first: z.strictObject({ index: z.int(), seq: z.int(), left: z.string(), right: z.string() }),
});
export type CommonDifference = z.infer<typeof commonDifferenceSchema>;

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
  /** What differs how often, the most frequent first, at most 30; `commonLeftOut`: how many there are beside them. */
  common: z.array(commonDifferenceSchema),
  commonLeftOut: z.int(),
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

/** How far a comparison is: `reading` counts bytes of both recordings, `looking` places of the aligned list; `aligning` counts nothing. */
export const compareProgressSchema = z.strictObject({
  phase: z.enum(['reading', 'aligning', 'looking']),
  done: z.int(),
  total: z.int(),
});
export type CompareProgress = z.infer<typeof compareProgressSchema>;
