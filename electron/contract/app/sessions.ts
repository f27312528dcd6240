import * as z from 'zod';
import { liveStateSchema, snapshotSchema } from '../../../native-bridge/contract/bridge-contract.ts';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import { ns } from '../../../native-bridge/contract/schema.ts';
import { lostSchema } from '../recording-cursor.ts';
import { requestRowSchema } from '../request-row.ts';
import { empty, savePath, sessionId } from './common.ts';

/** An open target or recording, and single requests to it. */

export const recordingStateSchema = z.strictObject({
  file: z.string(),
  path: z.string(),
  /** ns since the session began. */
  startedAt: ns,
  requests: z.int(),
  bytes: z.int(),
  /** Set when writing failed: the session goes on, unrecorded from here. */
  error: errorSchema.optional(),
});
export type RecordingState = z.infer<typeof recordingStateSchema>;

/** The way to a function on another machine. While it is `lost` the session goes on, read-only, and is opened again when the host answers. */
export const connectionSchema = z.strictObject({
  /** `ssh://user@host:port` */
  host: z.string(),
  state: z.enum(['connected', 'lost', 'reconnecting']),
  /** Wall clock, ns since 1970, of the last change. */
  since: ns,
  /** Attempts to reconnect since it was lost. */
  attempt: z.int(),
  /** What the last loss cost, in a sentence: how long, which mappings and buffers, whether a request had no answer. */
  missed: z.string().optional(),
  error: errorSchema.optional(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** A session: an open target, or a recording opened to look at. */
export const sessionSchema = z.strictObject({
  id: z.string(),
  address: z.string(),
  title: z.string(),
  kind: z.enum(['sim', 'capture', 'vfio', 'recording']),
  /** `live`; `ended` when bridge or function is gone (data stays readable); `recorded` for a recording. */
  condition: z.enum(['live', 'ended', 'recorded']),
  ended: errorSchema.optional(),
  /** Wall clock, ns since 1970, since when the bridge has not answered: a call may be stuck. */
  silentSince: ns.optional(),
  /** The request that has not come back, once it has been away for a second: `since` is wall clock, ns since 1970. */
  stuck: z.strictObject({ kind: z.string(), since: ns }).optional(),
  /** Wall clock, ns since 1970, since when the host wants its function back: it is released in order, then the session ends. */
  releaseRequested: ns.optional(),
  /** Only for a function on another machine. */
  connection: connectionSchema.optional(),
  snapshot: snapshotSchema,
  state: liveStateSchema,
  /** How many mappings there are, when they are too many to go with it: `state` has none then, `session.mappings` gives them. */
  unlisted: z.int().optional(),
  requests: z.int(),
  errors: z.int(),
  /** Oldest rows that are no longer kept in memory; a recording has them. */
  dropped: z.int().optional(),
  recording: recordingStateSchema.optional(),
  /** Ids of the dangers that were agreed to: they are not asked about again. */
  accepted: z.array(z.string()).optional(),
  /** A running burst or program, by name. */
  running: z.string().optional(),
  /** For a recording: damage found on opening, and its time span. */
  damage: errorSchema.optional(),
  /** For a recording that is still being read through: bytes done of all. More rows follow. */
  indexing: z.strictObject({ done: z.int(), total: z.int() }).optional(),
  /** For a recording: as of its end something is missing, see `recording.at`. */
  lost: lostSchema.optional(),
  /**
   * For a recording that had no end when it was opened: it is being written; it does not grow and nobody says who writes it; it was finished since; no process of this machine writes it any more.
   */
  writing: z.enum(['writing', 'quiet', 'finished', 'abandoned']).optional(),
  /** For a recording in several files: which one this is, counted from 0, and which others are there. */
  part: z
    .strictObject({
      number: z.int(),
      rowsBefore: z.int(),
      previous: z.string().optional(),
      next: z.string().optional(),
    })
    .optional(),
  durationNs: ns,
  /** Wall clock, ns since 1970. */
  startedAt: ns,
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionResult = z.strictObject({ session: sessionSchema });

export const sessionMethods = {
  'session.list': method(empty, z.strictObject({ sessions: z.array(sessionSchema) })),
  /** Opens a target address or a recording path; an address that is open already gives the same session again. */
  'session.open': method(z.strictObject({ address: z.string().max(4096) }), sessionResult),
  'session.close': method(z.strictObject({ session: sessionId }), empty),
  'session.inspect': method(z.strictObject({ session: sessionId, config: z.boolean().default(false) }), sessionResult),
  /** The mappings that end at or above an IOVA, lowest first, as many as fit a message. */
  'session.mappings': method(
    z.strictObject({ session: sessionId, from: z.bigint() }),
    z.strictObject({ mappings: liveStateSchema.shape.mappings, more: z.boolean() }),
  ),
  'session.arm': method(z.strictObject({ session: sessionId, armed: z.boolean() }), sessionResult),
  /** Agrees to dangers by their ids until the session ends or its connection is lost. It is recorded. */
  'session.accept': method(
    z.strictObject({ session: sessionId, dangers: z.array(z.string().max(100)).max(100) }),
    sessionResult,
  ),
  /** Throws `dangerous` (`details.dangers`) for what was not agreed to. */
  'session.send': method(
    z.strictObject({ session: sessionId, request: requestSchema }),
    z.strictObject({ row: requestRowSchema }),
  ),
  'session.mark': method(
    z.strictObject({ session: sessionId, note: z.string().max(4096) }),
    z.strictObject({ row: requestRowSchema }),
  ),
  'capture.save': method(z.strictObject({ session: sessionId, path: savePath }), z.strictObject({ path: z.string() })),
};

export const sessionEvents = {
  'session.changed': sessionSchema,
  'session.closed': z.strictObject({ session: sessionId }),
  'target.event': z.strictObject({ session: sessionId, event: z.string(), message: z.string(), atNs: ns }),
};
