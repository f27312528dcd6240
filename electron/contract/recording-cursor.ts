import * as z from 'zod';
import { liveStateSchema, snapshotSchema } from '../../native-bridge/contract/bridge-contract.ts';
import { ns, rawBytes, u64 } from '../../native-bridge/contract/schema.ts';

/**
 * A recording as of a cursor. The cursor stands behind a number of rows: everything recorded up to and with the last of them has
 * happened, nothing behind it has. All `atNs` are ns since the session began.
 */

const counts = z.strictObject({
  /** Rows: requests and marks. */
  requests: z.int(),
  errors: z.int(),
  /** Bytes of payloads and answers; a burst counts what it moved. */
  bytes: z.bigint(),
  /** Rows by the way they took. */
  paths: z.array(z.strictObject({ path: z.string(), requests: z.int() })),
});

/** Names a state and a snapshot inside one recording: the same name is the same content. */
export const revisionSchema = z.strictObject({ state: z.string().max(64), snapshot: z.string().max(64) });
export type Revision = z.infer<typeof revisionSchema>;

/** Something before the cursor could not be read, and what is shown there was not told whole since: it may be wrong. */
export const lostSchema = z.strictObject({
  /** Requests and marks before the cursor that are known to be lost. */
  requests: z.int(),
  /**
   * What may be wrong: the state (IOVA map, buffers, budget, armed), bytes of configuration space, what firmware and kernel say. Each with the time from which on it was told whole again; absent when not before the end.
   */
  doubtful: z.array(z.strictObject({ what: z.enum(['state', 'config', 'snapshot']), untilNs: ns.optional() })),
});
export type Lost = z.infer<typeof lostSchema>;

export const momentSchema = z.strictObject({
  /** Time of the cursor. */
  atNs: ns,
  /** Rows that have happened: the row at the cursor is `rows - 1`, by position in the request list without filter. */
  rows: z.int(),
  /** IOVA map, buffers, budget, armed. Left out when the window knows this revision. */
  state: liveStateSchema.optional(),
  /** How many mappings there are, when they are too many to go with it: `state` has none then, `recording.mappings` gives them. */
  unlisted: z.int().optional(),
  /** What firmware and kernel said last: as of opening, the last reset, or the last inspection. Left out when the window knows this revision. */
  snapshot: snapshotSchema.optional(),
  revision: revisionSchema,
  /** Configuration space as last inspected, read or written. Bytes outside `known` were never seen and are zero. */
  config: z.strictObject({
    bytes: rawBytes,
    known: z.array(z.strictObject({ offset: z.int(), length: z.int() })),
  }),
  counts,
  lost: lostSchema.optional(),
});
export type Moment = z.infer<typeof momentSchema>;

/** What to look for: a row, or something beside the rows that happened at a time. */
export const findSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('error') }),
  z.strictObject({ kind: z.literal('mark') }),
  /** Interrupts, the host asking for the function back, connection lost and back, the function gone. */
  z.strictObject({ kind: z.literal('event') }),
  /** The function's own count was found to differ from what was sent. */
  z.strictObject({ kind: z.literal('alarm') }),
  /** A request to bytes of a region; region 7 is configuration space. */
  z.strictObject({ kind: z.literal('access'), region: z.int().min(0), offset: u64, length: u64 }),
  /** A request that maps or unmaps any of these I/O virtual addresses. */
  z.strictObject({ kind: z.literal('iova'), iova: u64, size: u64 }),
]);
export type Find = z.output<typeof findSchema>;

/** A place in a recording: the cursor goes behind row `row`; what lies between rows is behind it, at `atNs`. */
export const foundSchema = z.strictObject({ row: z.int(), atNs: ns });
export type Found = z.infer<typeof foundSchema>;

const span = z.strictObject({ fromNs: ns, toNs: ns });

export const timelineSchema = z.strictObject({
  /** When recording began, which may be long after the session did. */
  beginNs: ns,
  durationNs: ns,
  /** Length of a bin; bin n begins n times this after `beginNs`. */
  binNs: ns,
  /** Rows and failed rows in each bin. */
  requests: z.array(z.number()),
  errors: z.array(z.number()),
  marks: z.array(z.strictObject({ atNs: ns, row: z.int(), note: z.string() })),
  /** `row` counts the rows before it. */
  events: z.array(z.strictObject({ atNs: ns, row: z.int(), event: z.string(), message: z.string() })),
  armed: z.array(span),
  /** Stretches of a second or more in which nothing was recorded. */
  idle: z.array(span),
  /** False when marks, events, armed or idle stretches were left out because there are too many, or the recording is still being read. */
  complete: z.boolean(),
});
export type Timeline = z.infer<typeof timelineSchema>;
