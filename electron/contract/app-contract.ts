import { z } from 'zod';
import {
  burstSpecSchema,
  checkSchema,
  liveStateSchema,
  snapshotSchema,
  targetSummarySchema,
} from '../../native-bridge/contract/bridge-contract.ts';
import { errorSchema } from '../../native-bridge/contract/errors.ts';
import { method } from '../../native-bridge/contract/method-table.ts';
import { requestSchema } from '../../native-bridge/contract/requests/request.ts';
import { ns, rawBytes } from '../../native-bridge/contract/schema.ts';
import { comparedPairSchema, compareSummarySchema } from './compare/messages.ts';
import { programSchema } from './program.ts';
import {
  divergenceSchema,
  remapSchema,
  replayPlanSchema,
  replayProgressSchema,
  replaySpeedSchema,
} from './replay/messages.ts';
import {
  type RequestRow,
  type RowFilter,
  type RowSelection,
  requestRowSchema,
  rowFilterSchema,
  rowSelectionSchema,
} from './request-row.ts';

export { type RequestRow, type RowFilter, type RowSelection, requestRowSchema, rowFilterSchema, rowSelectionSchema };

import { findSchema, foundSchema, momentSchema, revisionSchema, timelineSchema } from './recording-cursor.ts';

/** Messages between a window (or browser page) and the main-process side. */

export const APP_PROTOCOL = 1;

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
  /** A running burst or program, by name. */
  running: z.string().optional(),
  /** For a recording: damage found on opening, and its time span. */
  damage: errorSchema.optional(),
  /** For a recording that is still being read through: bytes done of all. More rows follow. */
  indexing: z.strictObject({ done: z.int(), total: z.int() }).optional(),
  durationNs: ns,
  /** Wall clock, ns since 1970. */
  startedAt: ns,
});
export type Session = z.infer<typeof sessionSchema>;

/** Another machine the person works with, and what it offered when it was last asked. */
export const hostSchema = z.strictObject({
  /** `ssh://user@host:port` */
  address: z.string(),
  /** `idle`: not asked since the workbench started. */
  state: z.enum(['idle', 'connecting', 'connected', 'failed']),
  /** What is being done while `connecting`: `Copying the bridge program`. */
  doing: z.string().optional(),
  error: errorSchema.optional(),
  /** Kernel, processor and Node.js of the host, as shown. */
  about: z.record(z.string(), z.string()),
  targets: z.array(targetSummarySchema),
});
export type Host = z.infer<typeof hostSchema>;

export const fileEntrySchema = z.strictObject({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['recording', 'capture', 'program']),
  size: z.int(),
  modified: ns,
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

export const programProgressSchema = z.strictObject({
  session: z.string(),
  run: z.int(),
  done: z.int(),
  /** Undefined when not known beforehand. */
  total: z.int().optional(),
  failed: z.int(),
  finished: z.boolean(),
  /** First failure in words. */
  message: z.string().optional(),
});
export type ProgramProgress = z.infer<typeof programProgressSchema>;

const commandIds = z.array(z.string().max(100)).max(1000);
export const commandsStateSchema = z.strictObject({
  /** Those that can be run now. */
  possible: commandIds,
  /** Those with a mark that are on, or chosen. */
  checked: commandIds,
});
export type CommandsState = z.infer<typeof commandsStateSchema>;

const session = z.string();
const empty = z.strictObject({});
/** Chosen in a save dialog before; without, a name in the workbench folder is made. */
const savePath = z.string().max(4096).optional();
const sessionResult = z.strictObject({ session: sessionSchema });

export const appContract = {
  name: 'app',
  methods: {
    hello: method(
      z.strictObject({ protocol: z.int() }),
      z.strictObject({
        protocol: z.int(),
        version: z.string(),
        host: z.enum(['serve', 'electron']),
        platform: z.string(),
        folder: z.string(),
        /** The host has file dialogs and menus of its own; without, the window shows what it needs itself. */
        desktop: z.boolean(),
      }),
    ),
    'targets.list': method(
      empty,
      z.strictObject({
        targets: z.array(targetSummarySchema),
        files: z.array(fileEntrySchema),
        /** Files elsewhere on this machine that a person chose, newest first. */
        recent: z.array(fileEntrySchema),
        hosts: z.array(hostSchema),
      }),
    ),
    /** Keeps another machine in the list and asks it what it has; `state` tells how that went. Throws `bad-address`. */
    'host.add': method(z.strictObject({ address: z.string().max(4096) }), z.strictObject({ host: hostSchema })),
    /** Asks a machine of the list again. */
    'host.refresh': method(z.strictObject({ address: z.string().max(4096) }), z.strictObject({ host: hostSchema })),
    'host.remove': method(z.strictObject({ address: z.string().max(4096) }), empty),
    /** Looks at what a target, a host or (empty) this machine lacks. Checks come as events to the window that asked; resolves when all are done. */
    'doctor.run': method(
      z.strictObject({ run: z.int(), address: z.string().max(4096) }),
      z.strictObject({ checks: z.array(checkSchema) }),
    ),
    /** Binds the function to the vfio driver that fits it, which is told with the reason; it goes back to its driver when it is released. */
    'target.bind': method(
      z.strictObject({ address: z.string().max(4096) }),
      z.strictObject({ driver: z.string(), why: z.string() }),
    ),
    /** Gives the function back to the driver it had before `target.bind`. */
    'target.restore': method(z.strictObject({ address: z.string().max(4096) }), empty),
    'session.list': method(empty, z.strictObject({ sessions: z.array(sessionSchema) })),
    /** Opens a target address or a recording path; an address that is open already gives the same session again. */
    'session.open': method(z.strictObject({ address: z.string().max(4096) }), sessionResult),
    'session.close': method(z.strictObject({ session }), empty),
    'session.inspect': method(z.strictObject({ session, config: z.boolean().default(false) }), sessionResult),
    /** The mappings that end at or above an IOVA, lowest first, as many as fit a message. */
    'session.mappings': method(
      z.strictObject({ session, from: z.bigint() }),
      z.strictObject({ mappings: liveStateSchema.shape.mappings, more: z.boolean() }),
    ),
    'session.arm': method(z.strictObject({ session, armed: z.boolean() }), sessionResult),
    'session.send': method(
      z.strictObject({ session, request: requestSchema }),
      z.strictObject({ row: requestRowSchema }),
    ),
    'session.mark': method(
      z.strictObject({ session, note: z.string().max(4096) }),
      z.strictObject({ row: requestRowSchema }),
    ),
    'burst.start': method(z.strictObject({ session, spec: burstSpecSchema }), empty),
    'burst.stop': method(z.strictObject({ session }), empty),
    'program.run': method(z.strictObject({ session, program: programSchema }), z.strictObject({ run: z.int() })),
    'program.stop': method(z.strictObject({ session }), empty),
    'program.load': method(z.strictObject({ path: z.string() }), z.strictObject({ program: programSchema })),
    'program.save': method(
      z.strictObject({ name: z.string().max(200), program: programSchema, path: savePath }),
      z.strictObject({ path: z.string() }),
    ),
    'requests.page': method(
      z.strictObject({
        session,
        from: z.int().min(0),
        count: z.int().min(0).max(1000),
        filter: rowFilterSchema.optional(),
      }),
      z.strictObject({ total: z.int(), matched: z.int(), rows: z.array(requestRowSchema) }),
    ),
    'throughput.slices': method(
      z.strictObject({ session }),
      z.strictObject({ slices: z.array(throughputSliceSchema) }),
    ),
    'recording.start': method(z.strictObject({ session }), sessionResult),
    'recording.stop': method(z.strictObject({ session }), z.strictObject({ session: sessionSchema, path: z.string() })),
    /** An open recording as of the cursor: after everything up to `atNs`, or after its first `rows` rows. What the window has already, by the revisions of an earlier answer, is left out. */
    'recording.at': method(
      z.strictObject({
        session,
        atNs: ns.optional(),
        rows: z.int().min(0).optional(),
        known: revisionSchema.partial().optional(),
      }),
      z.strictObject({ moment: momentSchema }),
    ),
    /**
     * The next or previous thing of a kind when the cursor is behind row `row`; nothing when there is none. With `atNs`, the time of the cursor, things between rows are stepped through as well. Asking again ends what is being looked for with `stopped`.
     */
    'recording.find': method(
      z.strictObject({
        session,
        row: z.int().min(-1),
        atNs: ns.optional(),
        direction: z.enum(['next', 'previous']),
        what: findSchema,
      }),
      z.strictObject({ found: foundSchema.optional() }),
    ),
    /** What a time slider of an open recording shows, in at most `bins` bins. */
    'recording.timeline': method(
      z.strictObject({ session, bins: z.int().min(1).max(500).default(300) }),
      z.strictObject({ timeline: timelineSchema }),
    ),
    'capture.save': method(z.strictObject({ session, path: savePath }), z.strictObject({ path: z.string() })),
    /** What a recording can be exported to. */
    'export.formats': method(
      empty,
      z.strictObject({
        formats: z.array(z.strictObject({ name: z.string(), title: z.string(), ending: z.string() })),
      }),
    ),
    /**
     * Exports an open recording into `exports` of the workbench folder; an earlier export of it is replaced. `run` is a number of the window's own; progress comes as events, to it alone. A damaged recording is exported as far as it can be read.
     */
    'export.run': method(
      z.strictObject({ run: z.int(), session, format: z.string().max(40), operations: z.boolean().default(false) }),
      z.strictObject({ path: z.string(), requests: z.int(), bytes: z.int(), damage: errorSchema.optional() }),
    ),
    /** Ends an export; nothing of it stays, and its `export.run` answers `stopped`. */
    'export.stop': method(z.strictObject({ run: z.int() }), empty),
    /** The selected rows in a form of `copying`, with all their bytes. Throws `bad-request` for what cannot be copied whole. */
    'rows.copy': method(
      z.strictObject({ session, selection: rowSelectionSchema, as: z.string().max(40) }),
      z.strictObject({ text: z.string() }),
    ),
    /** A program that sends the selected rows again, with the buffers and mappings they need. */
    'rows.program': method(
      z.strictObject({ session, selection: rowSelectionSchema }),
      z.strictObject({ program: programSchema }),
    ),
    /** What `replay.start` would do; `to` lets it look at the aperture of an open target. Sends nothing. */
    'replay.plan': method(
      z.strictObject({ recording: session, selection: rowSelectionSchema.default({}), to: session.optional() }),
      replayPlanSchema,
    ),
    /**
     * Sends rows of a recording again, to an open session or to an address that is opened for it, whose session goes on afterwards.
     * Progress comes as events. Throws `not-armed` (unless `arm`), and `dangerous` when the plan has dangers that were not `accepted`.
     */
    'replay.start': method(
      z.strictObject({
        /** Session of the recording. */
        recording: session,
        selection: rowSelectionSchema.default({}),
        to: z.string().max(4096),
        speed: replaySpeedSchema,
        remap: remapSchema.optional(),
        /** Stops at the first divergence; otherwise they are counted. */
        stopAtDivergence: z.boolean().default(true),
        arm: z.boolean().default(false),
        accepted: z.boolean().default(false),
        /** Records the session while the requests are sent. */
        record: z.boolean().default(false),
      }),
      z.strictObject({ replay: z.int(), session: sessionSchema }),
    ),
    /** Sends the next request of a replay that waits for it. */
    'replay.step': method(z.strictObject({ replay: z.int() }), empty),
    /** Ends a replay: a wait at once, a running call when it comes back. */
    'replay.stop': method(z.strictObject({ replay: z.int() }), empty),
    /** Divergences from number `from` on, in order; the first 10,000 are kept. */
    'replay.divergences': method(
      z.strictObject({ replay: z.int(), from: z.int().min(0), count: z.int().min(0).max(1000) }),
      z.strictObject({ total: z.int(), divergences: z.array(divergenceSchema) }),
    ),
    /**
     * Compares two recordings, given by their sessions. `compare` is a number of the window's own; progress comes as events, and `compare.close` ends it early (`stopped`). `ignore`: ids of further rules, as `iova`; `slower`: a request that took this many times longer counts as different.
     */
    'compare.open': method(
      z.strictObject({
        compare: z.int(),
        left: session,
        right: session,
        ignore: z.array(z.string().max(40)).max(20).default([]),
        slower: z.number().gt(1).optional(),
      }),
      z.strictObject({ compare: z.int(), summary: compareSummarySchema }),
    ),
    /** Pairs from place `from` on, of all or of those that are not the same. */
    'compare.page': method(
      z.strictObject({
        compare: z.int(),
        from: z.int().min(0),
        count: z.int().min(0).max(500),
        onlyDifferences: z.boolean().default(false),
      }),
      z.strictObject({ total: z.int(), pairs: z.array(comparedPairSchema) }),
    ),
    /** Place of the next pair that is not the same, behind or before place `from` of the whole list; absent when there is none. */
    'compare.next': method(
      z.strictObject({ compare: z.int(), from: z.int().min(-1), direction: z.enum(['forward', 'back']) }),
      z.strictObject({ index: z.int().optional() }),
    ),
    /** The summary as Markdown, for a bug report. */
    'compare.summaryText': method(z.strictObject({ compare: z.int() }), z.strictObject({ text: z.string() })),
    'compare.close': method(z.strictObject({ compare: z.int() }), empty),
    /** Begins to put a file from the user's machine into the workbench folder: `size` bytes, which follow piece by piece. */
    'import.start': method(
      z.strictObject({ name: z.string().max(200), size: z.int().min(0) }),
      z.strictObject({ id: z.int() }),
    ),
    /** The next piece, from byte `at` on; answered when it is written. A piece that is refused ends the import. */
    'import.data': method(z.strictObject({ id: z.int(), at: z.int().min(0), data: rawBytes }), empty),
    /** The file is whole and can be opened. */
    'import.finish': method(z.strictObject({ id: z.int() }), z.strictObject({ file: fileEntrySchema })),
    /** Ends an import; nothing of it stays. So does a window that goes away. */
    'import.cancel': method(z.strictObject({ id: z.int() }), empty),
    /** Lets the person choose files anywhere on this machine; none when they think better of it. They may be opened from then on. */
    'dialog.open': method(empty, z.strictObject({ files: z.array(fileEntrySchema) })),
    /** Lets the person choose where to save. `name` is what is saved: a program's name, a target's address. */
    'dialog.save': method(
      z.strictObject({ kind: z.enum(['capture', 'program']), name: z.string().max(4096) }),
      z.strictObject({ path: z.string().optional() }),
    ),
    /** Tells the desktop how it stands with the commands: its menus follow. */
    'window.commands': method(commandsStateSchema, empty),
  },
  events: {
    'session.changed': sessionSchema,
    'session.closed': z.strictObject({ session }),
    /** New rows exist; sent at most ten times a second, with the newest rows (at most 100). */
    'requests.grown': z.strictObject({ session, total: z.int(), errors: z.int(), newest: z.array(requestRowSchema) }),
    /** New throughput slices, at most ten times a second. */
    throughput: z.strictObject({ session, slices: z.array(throughputSliceSchema) }),
    'program.progress': programProgressSchema,
    'target.event': z.strictObject({ session, event: z.string(), message: z.string(), atNs: ns }),
    'doctor.check': z.strictObject({ run: z.int(), check: checkSchema }),
    /** How a replay goes; sent at most ten times a second, and at its end. */
    'replay.progress': replayProgressSchema,
    /** How much of both recordings a comparison has read, bytes; sent at most ten times a second. */
    'compare.progress': z.strictObject({ compare: z.int(), done: z.int(), total: z.int() }),
    /** How much of a recording an export has read, bytes; sent at most ten times a second. */
    'export.progress': z.strictObject({ run: z.int(), done: z.int(), total: z.int() }),
    /** A machine of the list changed: its state, or what it offers. */
    'host.changed': hostSchema,
    notice: errorSchema,
    'files.changed': empty,
    /** A command was chosen in a menu of the desktop. */
    'window.command': z.strictObject({ id: z.string() }),
    /** The desktop hands an address over: a file that was opened with the workbench, another start of it. */
    'window.open': z.strictObject({ address: z.string() }),
  },
} as const;
export type AppContract = typeof appContract;
