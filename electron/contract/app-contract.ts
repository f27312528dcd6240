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
import { programSchema } from './program.ts';

/** Messages between a window (or browser page) and the main-process side. */

export const APP_PROTOCOL = 1;

/** A line of the request list: what was asked, what became of it. Bursts are one row with their totals. */
export const requestRowSchema = z.strictObject({
  /** Counts from 0 inside its session or recording. */
  seq: z.int(),
  /** ns since the session began. */
  atNs: ns,
  durationNs: ns,
  kind: z.string(),
  /** Request fields as plain values: numbers, `0x..` text, hex. */
  request: z.record(z.string(), z.unknown()),
  status: z.enum(['ok', 'errno', 'timeout', 'refused']),
  errno: z.int().optional(),
  rc: z.int().optional(),
  path: z.string().optional(),
  operations: z.int().optional(),
  /** Payload or answer, at most the first 4096 bytes; `bytes` counts all. */
  data: rawBytes.optional(),
  bytes: z.int(),
  /** The system call in one line: `pwrite device 0x2000000 4096`. */
  syscall: z.string().optional(),
  broken: z.array(z.string()),
  warnings: z.array(z.string()),
  modelled: z.boolean(),
  /** Function the request went to, when not the session's own. */
  on: z.string().optional(),
  /** Operations of a burst row. */
  count: z.int().optional(),
  errors: z.int().optional(),
  /** Mark or comment text, on rows of kind `mark`. */
  note: z.string().optional(),
  error: errorSchema.optional(),
});
export type RequestRow = z.infer<typeof requestRowSchema>;

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
  /** Only for a function on another machine. */
  connection: connectionSchema.optional(),
  snapshot: snapshotSchema,
  state: liveStateSchema,
  requests: z.int(),
  errors: z.int(),
  /** Oldest rows that are no longer kept in memory; a recording has them. */
  dropped: z.int().optional(),
  recording: recordingStateSchema.optional(),
  /** A running burst or program, by name. */
  running: z.string().optional(),
  /** For a recording: damage found on opening, and its time span. */
  damage: errorSchema.optional(),
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

/** Rows whose fields all match; absent fields match everything. `text` is searched in kind, path, errno name and notes; `where` is `errno != 0 && len > 64`. */
export const rowFilterSchema = z.strictObject({
  kind: z.string().optional(),
  status: z.string().optional(),
  text: z.string().optional(),
  where: z.string().optional(),
});
export type RowFilter = z.infer<typeof rowFilterSchema>;

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
    /** Looks at what a target, a host or (empty) this machine lacks. Checks come as events; resolves when all are done. */
    'doctor.run': method(
      z.strictObject({ run: z.int(), address: z.string().max(4096) }),
      z.strictObject({ checks: z.array(checkSchema) }),
    ),
    /** Binds the function to vfio-pci on its machine; it goes back to its driver when it is released. */
    'target.bind': method(z.strictObject({ address: z.string().max(4096) }), empty),
    /** Gives the function back to the driver it had before `target.bind`. */
    'target.restore': method(z.strictObject({ address: z.string().max(4096) }), empty),
    'session.list': method(empty, z.strictObject({ sessions: z.array(sessionSchema) })),
    /** Opens a target address or a recording path; an address that is open already gives the same session again. */
    'session.open': method(z.strictObject({ address: z.string().max(4096) }), sessionResult),
    'session.close': method(z.strictObject({ session }), empty),
    'session.inspect': method(z.strictObject({ session, config: z.boolean().default(false) }), sessionResult),
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
    'capture.save': method(z.strictObject({ session, path: savePath }), z.strictObject({ path: z.string() })),
    /** What a recording can be exported to. */
    'export.formats': method(
      empty,
      z.strictObject({
        formats: z.array(z.strictObject({ name: z.string(), title: z.string(), ending: z.string() })),
      }),
    ),
    /**
     * Exports an open recording into `exports` of the workbench folder; an earlier export of it is replaced. `run` is a number of the window's own; progress comes as events. A damaged recording is exported as far as it can be read.
     */
    'export.run': method(
      z.strictObject({ run: z.int(), session, format: z.string().max(40), operations: z.boolean().default(false) }),
      z.strictObject({ path: z.string(), requests: z.int(), bytes: z.int(), damage: errorSchema.optional() }),
    ),
    /** Ends an export; nothing of it stays, and its `export.run` answers `stopped`. */
    'export.stop': method(z.strictObject({ run: z.int() }), empty),
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
    /** Tells the desktop which commands can be run now, by id: its menus follow. */
    'window.commands': method(z.strictObject({ possible: z.array(z.string().max(100)).max(1000) }), empty),
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
