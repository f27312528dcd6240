import * as z from 'zod';
import { errorSchema } from './errors.ts';
import { method } from './method-table.ts';
import { requestSchema } from './requests/request.ts';
import { byteOrder, bytes, iommuBackend, ns, rawBytes, storePath, u64 } from './schema.ts';
import { timeSliceSchema } from './throughput/time-slice.ts';

/** Messages between the main-process side and the bridge program: one table, validated on both sides in both directions. */

/** A line of the target picker: what it is, who it says it is, whether it can be opened and if not why and what mends it. */
export const targetSummarySchema = z.strictObject({
  address: z.string(),
  title: z.string(),
  kind: z.enum(['sim', 'capture', 'vfio', 'recording']),
  /** Identity fields as shown: FID, UID, PCHID, type ... */
  identity: z.record(z.string(), z.string()),
  driver: z.string().optional(),
  ready: z.boolean(),
  reason: z.string().optional(),
  remedy: z.string().optional(),
  /** The bridge can bind the function to vfio-pci itself when it is asked to (`function.bind`), and puts it back afterwards. */
  bindable: z.boolean().optional(),
  /** A workbench bound it, as the journal of its machine says: `function.restore` gives it back to the driver it had. */
  boundByUs: z.boolean().optional(),
});
export type TargetSummary = z.infer<typeof targetSummarySchema>;

/** One thing a doctor looked at: what it found and what mends it. */
export const checkSchema = z.strictObject({
  /** `node`, `vfio-device`, `memlock`: stable, for scripts. */
  id: z.string(),
  title: z.string(),
  /** `skipped`: could not be looked at because something before it failed, or does not apply here. */
  status: z.enum(['ok', 'warning', 'failed', 'skipped']),
  message: z.string(),
  /** What to do about it, as an imperative sentence. */
  remedy: z.string().optional(),
  /** The command that does it, to be copied. */
  command: z.string().optional(),
});
export type Check = z.infer<typeof checkSchema>;

/** One system call as it happened: what went in, what came out. */
export const syscallRecordSchema = z.strictObject({
  /** `ioctl VFIO_DEVICE_GET_INFO`, `pread`, `pwrite`. */
  name: z.string(),
  on: z.enum(['container', 'group', 'device', 'iommu']),
  request: z.int().optional(),
  position: z.bigint().optional(),
  length: z.int().optional(),
  in: rawBytes.optional(),
  out: rawBytes.optional(),
  rc: z.int(),
  errno: z.int(),
});
export type SyscallRecord = z.infer<typeof syscallRecordSchema>;

/** Bytes an info call gave, or the errno it gave instead. */
const answer = z.strictObject({
  index: z.int(),
  bytes: rawBytes.optional(),
  errno: z.int().optional(),
});

/** What firmware and kernel said about a function: raw bytes in `byteOrder`, nothing decoded. */
export const snapshotSchema = z.strictObject({
  address: z.string(),
  title: z.string(),
  kind: z.enum(['sim', 'capture', 'vfio', 'recording']),
  /** Wall clock, ns since 1970; 0 when a capture does not say. */
  takenAt: ns,
  byteOrder,
  /** True when the function is a model. */
  modelled: z.boolean(),
  host: z.record(z.string(), z.string()),
  bdf: z.string().optional(),
  driver: z.string().optional(),
  backend: iommuBackend.optional(),
  /** Raw sysfs attributes. */
  attributes: z.record(z.string(), rawBytes),
  deviceInfo: rawBytes.optional(),
  regions: z.array(answer),
  irqs: z.array(answer),
  iommuInfo: rawBytes.optional(),
  /** IOMMU_IOAS_IOVA_RANGES of an iommufd: the structure, and directly behind it the array the kernel filled. */
  iovaRanges: rawBytes.optional(),
  /** PCI configuration space, when it was asked for. */
  config: rawBytes.optional(),
  /** Header of the zPCI I/O region, 16 bytes. */
  zpciIoHeader: rawBytes.optional(),
  /** Function measurement block, where there is one. */
  fmb: rawBytes.optional(),
  /** Store paths with the reason where one is absent. The first present one is the default. */
  paths: z.array(
    z.strictObject({
      path: storePath,
      title: z.string(),
      present: z.boolean(),
      reason: z.string().optional(),
      consequence: z.string(),
    }),
  ),
  /** The calls that gave all this, in order. */
  calls: z.array(syscallRecordSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Memory the device reaches; `vaddr` is where it lies in the bridge process. */
const mappingSchema = z.strictObject({
  iova: z.bigint(),
  size: z.bigint(),
  vaddr: z.bigint(),
  read: z.boolean(),
  write: z.boolean(),
  buffer: z.string().optional(),
});
const bufferSchema = z.strictObject({ name: z.string(), vaddr: z.bigint(), size: z.int() });

/** An interrupt index in use: how many vectors the kernel set up for it, and which of them signal something. */
const usedIrqSchema = z.strictObject({ index: z.int(), room: z.int(), vectors: z.array(z.int()) });

/** What changes while a session runs: the IOVA map, the buffers, the interrupts and the bound PASIDs. */
export const liveStateSchema = z.strictObject({
  armed: z.boolean(),
  /** Sorted by IOVA. */
  mappings: z.array(mappingSchema),
  dmaAvail: z.int(),
  buffers: z.array(bufferSchema),
  scratch: bufferSchema,
  /** Interrupts in use; absent = not known. */
  irqs: z.array(usedIrqSchema).optional(),
  /** Host PASIDs that a guest page table is bound to, in the order they were bound; absent = the kernel binds none, or not known. */
  pasids: z.array(z.int()).optional(),
  /** Lower byte of the PCI command register as it was last written; absent = not written since configuration space was read. */
  command: z.int().optional(),
});
export type LiveState = z.infer<typeof liveStateSchema>;
export type LiveMapping = LiveState['mappings'][number];

/** What one request changed of the state: as much to tell with 65,535 mappings as with one. */
export const stateChangeSchema = z.strictObject({
  armed: z.boolean(),
  dmaAvail: z.int(),
  /** As in the state: told with every change, absent when there is none any more. */
  command: z.int().optional(),
  mapped: mappingSchema.optional(),
  /** The mappings that lie wholly inside this range are gone. */
  unmapped: z.strictObject({ iova: z.bigint(), size: z.bigint() }).optional(),
  /** A buffer that came; buffers stay until the function is closed. */
  allocated: bufferSchema.optional(),
  /** All interrupts in use, where that changed. */
  irqs: z.array(usedIrqSchema).optional(),
  /** The host PASID that was bound, or is bound no more. */
  bound: z.int().optional(),
  unbound: z.int().optional(),
});
export type StateChange = z.infer<typeof stateChangeSchema>;

/** The state of what is only looked at: a capture, a recording that tells none. */
export const EMPTY_STATE: LiveState = {
  armed: false,
  mappings: [],
  dmaAvail: 0,
  buffers: [],
  scratch: { name: 'scratch', vaddr: 0n, size: 0 },
};

/** What became of one request. `ok`: the kernel took it; `errno`: the kernel refused; `timeout`: a wait ran out. */
export const outcomeSchema = z.strictObject({
  status: z.enum(['ok', 'errno', 'timeout']),
  /** Absent for buffer and wait requests, which make no system call. */
  syscall: syscallRecordSchema.optional(),
  errno: z.int().optional(),
  /** Bytes the request was for: what was read, loaded, or answered. */
  data: rawBytes.optional(),
  /** The payload of a store taken from a buffer, so that the recording is complete. */
  sent: rawBytes.optional(),
  /** Plain-language warnings: `all bytes are 0xff: on this path a failed load looks the same`. */
  warnings: z.array(z.string()),
  path: storePath.optional(),
  /** Device operations the kernel made of it. */
  operations: z.int().optional(),
  startNs: ns,
  durationNs: ns,
  modelled: z.boolean(),
  /** Ids of the rules the pre-check found broken, in kernel order. */
  broken: z.array(z.string()),
  /** What the request changed of the state. */
  change: stateChangeSchema.optional(),
  /** Snapshot after the request, when it changed what firmware and kernel say: a reset gives a new function handle. */
  snapshot: snapshotSchema.optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** A store or load loop. Ends after `count` operations or `seconds`, whichever comes first; offsets advance by `stride` and wrap at `span`. */
export const burstSpecSchema = z.strictObject({
  op: z.enum(['pcistb', 'pcilg', 'region.write', 'region.read']),
  space: z.int().min(0).max(255).default(0),
  offset: u64.default(0n),
  length: z.int().min(1).max(65_536),
  path: storePath.optional(),
  count: z.int().min(1).max(1_000_000_000).optional(),
  seconds: z.number().positive().max(86_400).optional(),
  /** Operations a second; absent = as fast as it goes. */
  rate: z.number().positive().optional(),
  /** Threads that share the operations, absent = one; more only where the target makes bursts natively. */
  threads: z.int().min(1).max(8).optional(),
  stride: z.int().min(0).default(0),
  span: z.int().min(0).default(0),
  /** Payload; shorter payloads repeat. Absent = counter pattern. */
  data: bytes.optional(),
});
export type BurstSpec = z.output<typeof burstSpecSchema>;

/**
 * Columns of the operations since the last drain, little-endian typed-array bytes, one entry an operation: `count` entries, in the order
 * of their starts. With several threads an entry may have started before the last ones of the slice before: its call took longer.
 * Operations that were dropped have no entry, but `bytes`, `errors` and `operations` count them too.
 */
export const burstSliceSchema = z.strictObject({
  count: z.int(),
  bytes: z.int(),
  errors: z.int(),
  /** u64 start, ns on the target's clock. */
  startNs: rawBytes,
  /** u32 duration, ns (saturating). */
  durationNs: rawBytes,
  /** s32 result: bytes moved, or -errno. */
  result: rawBytes,
  /** Operations lost because the reader was slow: 0 unless a native ring overflowed. */
  dropped: z.int(),
  /** Device operations made of them by the kernel's splitting rules. */
  operations: z.int(),
  done: z.boolean(),
  modelled: z.boolean(),
});
export type BurstSlice = z.infer<typeof burstSliceSchema>;

/** Columns for the recording, and the slices of time that were closed with them for whoever watches. */
export const drainedSchema = burstSliceSchema.extend({ slices: z.array(timeSliceSchema) });
export type Drained = z.infer<typeof drainedSchema>;

/** Counters a function keeps of itself, raw. */
export const measurementSchema = z.strictObject({
  /** `fmb`: the measurement block. `debugfs`: the text an s390 kernel makes of it. */
  source: z.enum(['fmb', 'debugfs']),
  /** When it was read, ns on the target's clock. */
  atNs: ns,
  bytes: rawBytes,
});
export type Measurement = z.infer<typeof measurementSchema>;

export type { Request } from './requests/request.ts';

const target = z.int();
const empty = z.strictObject({});

/** What the main side may ask of the bridge. */
export const bridgeContract = {
  name: 'bridge',
  methods: {
    hello: method(
      z.strictObject({ protocol: z.int() }),
      z.strictObject({
        protocol: z.int(),
        version: z.string(),
        pid: z.int(),
        platform: z.string(),
        byteOrder,
        kernel: z.string(),
      }),
    ),
    'targets.list': method(empty, z.strictObject({ targets: z.array(targetSummarySchema) })),
    /** Nothing is mapped yet in the state; from then on only what changes is told. */
    'target.open': method(
      z.strictObject({ address: z.string().max(4096) }),
      z.strictObject({ target, snapshot: snapshotSchema, state: liveStateSchema }),
    ),
    'target.inspect': method(
      z.strictObject({ target, config: z.boolean().default(false) }),
      z.strictObject({ snapshot: snapshotSchema, change: stateChangeSchema }),
    ),
    'target.arm': method(z.strictObject({ target, armed: z.boolean() }), z.strictObject({ change: stateChangeSchema })),
    /** Reads the counters the function keeps of itself. Throws `absent`, and `not-ready` where they may not be read. */
    'target.measure': method(z.strictObject({ target }), measurementSchema),
    'target.close': method(z.strictObject({ target }), empty),
    /** Looks at this machine, and at one function when it is named, from the outside in. Each check is told as it is done, by event. */
    'doctor.run': method(
      z.strictObject({ run: z.int(), function: z.string().max(40).optional() }),
      z.strictObject({ checks: z.array(checkSchema) }),
    ),
    /**
     * Binds a function to the vfio driver that fits it; written into the journal first, and undone when it is released. Gives the
     * driver it had before, the one it has now, and why that one: a sentence without capital and full stop.
     */
    'function.bind': method(
      z.strictObject({ function: z.string().max(40) }),
      z.strictObject({ before: z.string().optional(), driver: z.string(), why: z.string() }),
    ),
    /** Gives a function back to the driver it had before `function.bind`. */
    'function.restore': method(
      z.strictObject({ function: z.string().max(40) }),
      z.strictObject({ driver: z.string().optional() }),
    ),
    'request.send': method(z.strictObject({ target, request: requestSchema }), outcomeSchema),
    'burst.start': method(
      z.strictObject({ target, spec: burstSpecSchema }),
      z.strictObject({ burst: z.int(), path: storePath.optional() }),
    ),
    'burst.drain': method(z.strictObject({ burst: z.int() }), drainedSchema),
    'burst.stop': method(z.strictObject({ burst: z.int() }), empty),
  },
  events: {
    'target.event': z.strictObject({
      target,
      event: z.enum(['irq', 'release-requested', 'gone']),
      index: z.int().optional(),
      vector: z.int().optional(),
      count: z.bigint().optional(),
      times: z.int().optional(),
      message: z.string().optional(),
      atNs: ns,
    }),
    'doctor.check': z.strictObject({ run: z.int(), check: checkSchema }),
    notice: errorSchema,
  },
} as const;

/** What the bridge may ask of the main side: nothing. */
export const noContract = { name: 'none', methods: {}, events: {} } as const;
