import * as z from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { bufferName } from '../../../native-bridge/contract/requests/fields.ts';
import { ns, u64 } from '../../../native-bridge/contract/schema.ts';
import { differenceSchema } from '../compare/messages.ts';

/** What windows and the main side tell each other about sending requests of a recording again. */

/** Addresses from `from` on, `size` bytes of them, become those from `to` on. */
const windowSchema = z.strictObject({ from: u64, size: u64, to: u64 });
export type AddressWindow = z.output<typeof windowSchema>;

const space = z.int().min(0).max(255);

/** What is different on the function the requests go to now. */
export const remapSchema = z.strictObject({
  /** I/O virtual addresses: in mappings, and as aligned 64-bit numbers of either byte order in payloads. */
  iova: z.array(windowSchema).max(64).default([]),
  /** Offsets inside a space or region, as of tokens that the function hands out; in payloads too. */
  offset: z.array(windowSchema).max(64).default([]),
  buffers: z
    .array(z.strictObject({ from: bufferName, to: bufferName }))
    .max(256)
    .default([]),
  /** Address space or region. */
  spaces: z
    .array(z.strictObject({ from: space, to: space }))
    .max(256)
    .default([]),
  /** Addresses of the further functions, by the name the recording has them under (`on`). */
  functions: z.record(z.string().max(100), z.string().max(4096)).default({}),
});
export type Remap = z.output<typeof remapSchema>;

/** 1 = as recorded, 10 = ten times as fast; `max` = without waiting; `step` = one request each time it is asked for. */
export const replaySpeedSchema = z.union([z.number().positive().max(1_000_000), z.enum(['max', 'step'])]);
export type ReplaySpeed = z.output<typeof replaySpeedSchema>;

/** A request that deserves a second look before it is sent again. */
export const dangerSchema = z.strictObject({
  seq: z.int(),
  kind: z.string(),
  ids: z.array(z.string()),
  why: z.string(),
});
export type Danger = z.infer<typeof dangerSchema>;

/** What sending again would do, known before anything is sent. */
export const replayPlanSchema = z.strictObject({
  /** Requests that will be sent, bursts counted as one. */
  requests: z.int(),
  bursts: z.int(),
  /** Buffers and mappings that are made first, because they were there before the first request. */
  setup: z.int(),
  /** Chosen rows that cannot be sent: marks, and requests that were refused before they were sent. */
  leftOut: z.int(),
  /** Something is changed: the target has to be armed. */
  writes: z.boolean(),
  /** From the first request to the last, as recorded. */
  spanNs: ns,
  dangers: z.array(dangerSchema),
  /** All of them; `dangers` has the first hundred. */
  dangerCount: z.int(),
  /** Functions the requests name, with the addresses they had. */
  functions: z.record(z.string(), z.string()),
  /** Mappings fit the aperture of the target with this; present when they do not fit as they are. */
  suggested: remapSchema.optional(),
  damage: errorSchema.optional(),
});
export type ReplayPlan = z.output<typeof replayPlanSchema>;

/** A request that went otherwise than it was recorded. */
export const divergenceSchema = z.strictObject({
  /** Row of the recording, and of the session that it was sent on. */
  seq: z.int(),
  sent: z.int().optional(),
  kind: z.string(),
  on: z.string().optional(),
  /** Function, kind and place: `peer pcistb 0x2000000`. */
  where: z.string(),
  /** `left` is what was recorded, `right` what came now. */
  differences: z.array(differenceSchema),
});
export type Divergence = z.infer<typeof divergenceSchema>;

/** How far requests were from the times they were wanted at. */
export const timingSchema = z.strictObject({
  /** Requests that had a wanted time. */
  count: z.int(),
  /** ns, late ones positive; percentiles are of the distance, early or late. */
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  max: z.number(),
  /** Requests by distance: `below` ns, without those of the entries before; the last entry has no bound. */
  histogram: z.array(z.strictObject({ below: z.number().optional(), count: z.int() })),
});
export type Timing = z.infer<typeof timingSchema>;

export const replayProgressSchema = z.strictObject({
  replay: z.int(),
  /** Session that the requests go to. */
  session: z.string(),
  done: z.int(),
  total: z.int(),
  /** Row of the recording that is next. */
  next: z.int().optional(),
  /** Waits for `replay.step`. */
  waiting: z.boolean(),
  divergences: z.int(),
  /** The newest of them, at most 20. */
  latest: z.array(divergenceSchema),
  /** Absent where no time is wanted: at `max` and `step`. */
  timing: timingSchema.optional(),
  /** 64-bit numbers that were changed inside payloads. */
  changedWords: z.int(),
  finished: z.boolean(),
  /** Ended before its last request: by hand, or at a divergence. */
  stopped: z.boolean(),
  /** Ended by itself, at its newest divergence. */
  stoppedAtDivergence: z.boolean(),
  /** What ended it, when it could not go on. */
  error: errorSchema.optional(),
  /** Recording of what was sent, when one was asked for. */
  path: z.string().optional(),
});
export type ReplayProgress = z.infer<typeof replayProgressSchema>;
