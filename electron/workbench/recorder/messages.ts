import * as z from 'zod';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import {
  liveStateSchema,
  snapshotSchema,
  stateChangeSchema,
  syscallRecordSchema,
} from '../../../native-bridge/contract/bridge-contract.ts';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { alarmSchema, countSampleSchema } from '../../contract/measurement/messages.ts';

/**
 * What a recording holds, one schema a channel. 64-bit numbers are `"0x..."`, bytes are hex; bursts are protobuf (`burst-message.ts`).
 * Reading gives bigint and bytes back. All `atNs` are ns since the session began.
 */

/**
 * Version of these messages; a file with a higher one is refused as `future-version`. Format 1 had bursts as JSON with base64 columns,
 * a whole `state` for each change, and none of the topics behind `arm`.
 */
export const RECORDING_FORMAT = 2;

const hex64 = z
  .string()
  .regex(/^0x[0-9a-f]{1,16}$/)
  .transform((text) => BigInt(text))
  .meta({ description: '64-bit unsigned number' });
const hexBytes = z
  .string()
  .regex(/^(?:[0-9a-f]{2})*$/)
  .transform((text) => parseHex(text) ?? new Uint8Array())
  .meta({ description: 'bytes as hex' });
const base64 = z
  .base64()
  .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
  .meta({ description: 'little-endian array as base64' });

const syscall = syscallRecordSchema.extend({
  position: hex64.optional(),
  in: hexBytes.optional(),
  out: hexBytes.optional(),
});
const answer = z.strictObject({ index: z.int(), bytes: hexBytes.optional(), errno: z.int().optional() });

const snapshot = snapshotSchema.extend({
  takenAt: hex64,
  attributes: z.record(z.string(), hexBytes),
  deviceInfo: hexBytes.optional(),
  regions: z.array(answer),
  irqs: z.array(answer),
  iommuInfo: hexBytes.optional(),
  iovaRanges: hexBytes.optional(),
  config: hexBytes.optional(),
  zpciIoHeader: hexBytes.optional(),
  fmb: hexBytes.optional(),
  calls: z.array(syscall),
});

const buffer = z.strictObject({ name: z.string(), vaddr: hex64, size: z.int() });
const mapping = z.strictObject({
  iova: hex64,
  size: hex64,
  vaddr: hex64,
  read: z.boolean(),
  write: z.boolean(),
  buffer: z.string().optional(),
});

const sessionMessage = z.strictObject({
  format: z.int(),
  /** Version of the workbench that wrote it. */
  writer: z.string(),
  address: z.string(),
  title: z.string(),
  kind: snapshotSchema.shape.kind,
  /** Wall clock when the session began, ns since 1970: the zero of every `atNs`. */
  startedAt: hex64,
  atNs: hex64,
  /** Which file of a recording in several this is; absent when it is the only one so far. */
  part: z
    .strictObject({
      /** Counts from 0. */
      number: z.int().min(1),
      /** Name of the file before, in the same folder. */
      previous: z.string(),
      /** Requests and marks in the files before. */
      rowsBefore: z.int(),
    })
    .optional(),
  snapshot,
});

/** What firmware and kernel say from now on: after a reset, an inspection, a connection made again. */
const snapshotMessage = z.strictObject({ atNs: hex64, snapshot });

/** A program that starts to run, with its whole text. */
const programMessage = z.strictObject({ atNs: hex64, name: z.string(), program: z.record(z.string(), z.unknown()) });

/** A run of a program that begins or ends; what is not of the one or the other is absent. */
const runMessage = z.strictObject({
  atNs: hex64,
  /** Number of the run inside the session. */
  run: z.int(),
  state: z.enum(['begun', 'ended']),
  name: z.string().optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  /** Rows of each iteration, iterations, and steps of all of them. */
  rows: z.int().optional(),
  iterations: z.int().optional(),
  steps: z.int().optional(),
  ended: z.string().optional(),
  done: z.int().optional(),
  failed: z.int().optional(),
  elapsedMs: z.int().optional(),
});

/** A step of a run, right behind the request that was sent for it. */
const stepMessage = z.strictObject({
  atNs: hex64,
  run: z.int(),
  /** `seq` of its request in this file; absent when nothing was sent, or the request is in the file before. */
  seq: z.int().optional(),
  /** Both count from 0; absent for a judgement over the whole run. */
  iteration: z.int().optional(),
  row: z.int().optional(),
  /** Its place in the program: `steps[2].steps[0]`. */
  path: z.string(),
  kind: z.string(),
  name: z.string().optional(),
  verdict: z.enum(['passed', 'failed']),
  /** What was not as expected, and both sides of it. */
  failure: z.string().optional(),
  expected: z.string().optional(),
  got: z.string().optional(),
  /** Variables of its row. */
  values: z.record(z.string(), hex64).optional(),
});

/** What was lost of the recording that this one was recovered from. */
const recoveryMessage = z.strictObject({
  atNs: hex64,
  source: z.string(),
  /** Version of the workbench that recovered it. */
  writer: z.string(),
  /** Rows that are known to be lost: first and last number. They count from 0 in the source, and here. */
  gaps: z.array(z.strictObject({ first: z.int(), last: z.int() })),
  /** Whether these are all: a source that was cut off does not say how many rows followed. */
  endKnown: z.boolean(),
  /** Where the source was damaged, in bytes from its start. */
  damage: z.array(z.strictObject({ offset: z.int(), reason: z.string() })),
});

const requestMessage = z.strictObject({
  /** Counts from 0 inside the recording, without gaps. */
  seq: z.int(),
  atNs: hex64,
  durationNs: hex64,
  /** Start on the target's own clock. */
  startNs: hex64.optional(),
  kind: z.string(),
  request: z.record(z.string(), z.unknown()),
  status: z.enum(['ok', 'errno', 'timeout', 'refused']),
  errno: z.int().optional(),
  rc: z.int().optional(),
  path: z.string().optional(),
  operations: z.int().optional(),
  /** Bytes answered, all of them. */
  data: hexBytes.optional(),
  /** Bytes stored from a buffer, all of them. */
  sent: hexBytes.optional(),
  /** The system call with the bytes that went in and came out. */
  syscall: syscall.optional(),
  broken: z.array(z.string()),
  warnings: z.array(z.string()),
  modelled: z.boolean(),
  on: z.string().optional(),
  /** Operations and failed ones of a burst. */
  count: z.int().optional(),
  errors: z.int().optional(),
  bytes: z.int().optional(),
  error: errorSchema.optional(),
});

/** As format 1 had it; read only. */
const burstMessage = z.strictObject({
  /** Number of the burst inside the session. */
  burst: z.int(),
  /** Session time of the first operation of these columns. */
  atNs: hex64,
  spec: z.record(z.string(), z.unknown()),
  count: z.int(),
  bytes: z.int(),
  errors: z.int(),
  operations: z.int(),
  dropped: z.int(),
  modelled: z.boolean(),
  done: z.boolean(),
  /** u64 start on the target's clock, ns. */
  startNs: base64,
  /** u32 duration, ns. */
  durationNs: base64,
  /** s32 bytes moved, or -errno. */
  result: base64,
  /** The way its operations took. */
  path: z.string().optional(),
});

const stateMessage = liveStateSchema.extend({
  atNs: hex64,
  mappings: z.array(mapping),
  buffers: z.array(buffer),
  scratch: buffer,
});
/** What a request right before it changed of the state. */
const changeMessage = stateChangeSchema.extend({
  atNs: hex64,
  mapped: mapping.optional(),
  unmapped: z.strictObject({ iova: hex64, size: hex64 }).optional(),
  allocated: buffer.optional(),
});
const eventMessage = z.strictObject({
  atNs: hex64,
  event: z.string(),
  message: z.string(),
  /** Of an interrupt: VFIO index, vector, signals since it was last told. */
  index: z.int().optional(),
  vector: z.int().optional(),
  count: hex64.optional(),
});
/** Configuration space as far as it is known here: as last inspected, read or written. Bytes outside `known` are zero. */
const configMessage = z.strictObject({
  atNs: hex64,
  bytes: hexBytes,
  known: z.array(z.strictObject({ offset: z.int().min(0), length: z.int().min(1) })),
});
const markMessage = z.strictObject({ seq: z.int(), atNs: hex64, note: z.string() });
const armMessage = z.strictObject({ atNs: hex64, armed: z.boolean() });

/** What the function counted of itself, and what was sent by then. */
const measurementMessage = countSampleSchema.extend({
  atNs: hex64,
  bytes: hexBytes,
  counters: z.record(z.string(), hex64),
  alarms: z.array(alarmSchema.extend({ got: hex64, sinceNs: hex64 })),
});

/** Channel -> schema of its messages: the one list that recorder, player and the schemas in the file come from. */
export const recordingSchemas = {
  session: sessionMessage,
  request: requestMessage,
  burst: burstMessage,
  state: stateMessage,
  event: eventMessage,
  mark: markMessage,
  arm: armMessage,
  change: changeMessage,
  snapshot: snapshotMessage,
  program: programMessage,
  recovery: recoveryMessage,
  config: configMessage,
  run: runMessage,
  step: stepMessage,
  measurement: measurementMessage,
} as const;

export type Topic = keyof typeof recordingSchemas;
/** A message as read. */
export type RecordedMessage<T extends Topic> = z.output<(typeof recordingSchemas)[T]>;
export const topics = Object.keys(recordingSchemas) as Topic[];
