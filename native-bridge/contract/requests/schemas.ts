import { z } from 'zod';
import { MAX_BUFFER_BYTES, MAX_TRANSFER_BYTES } from '../limits.ts';
import { bytes, storePath, u32, u64 } from '../schema.ts';

/** The schemas of all request kinds. The kinds themselves (title, plan, rules) are one file each beside this one. */

const bufferName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/, 'a name of letters, digits, _ . -');
const transferLength = z.int().min(0).max(MAX_TRANSFER_BYTES);

/** Where a payload comes from: inline `data`, or `length` bytes of a buffer from `at`. */
const fromBuffer = z.strictObject({ buffer: bufferName, at: z.int().min(0).default(0), length: transferLength });

const fill = z.union([
  z.strictObject({ pattern: z.literal('zero') }),
  z.strictObject({ pattern: z.literal('byte'), value: z.int().min(0).max(255) }),
  z.strictObject({ pattern: z.literal('counter'), start: z.int().min(0).max(255).default(0) }),
  z.strictObject({ pattern: z.literal('random'), seed: u32 }),
  z.strictObject({ pattern: z.literal('data'), data: bytes }),
]);

const deviceAddress = {
  /** PCI address space: 0-5 BAR, 15 configuration space. */
  space: z.int().min(0).max(255),
  offset: u64,
  /** Store path; absent = the function's default. Never replaced by another one. */
  path: storePath.optional(),
};

export const pcistbSchema = z
  .strictObject({
    kind: z.literal('pcistb'),
    ...deviceAddress,
    data: bytes.optional(),
    from: fromBuffer.optional(),
    /** Offset of an inline payload inside its page (the zPCI I/O region checks the memory address). */
    pageOffset: z.int().min(0).max(4095).default(0),
  })
  .refine((request) => (request.data === undefined) !== (request.from === undefined), 'give either data or from');

export const pcilgSchema = z.strictObject({
  kind: z.literal('pcilg'),
  ...deviceAddress,
  length: z.int().min(0).max(255),
});

export const regionReadSchema = z.strictObject({
  kind: z.literal('region.read'),
  region: z.int().min(0).max(255),
  offset: u64,
  length: transferLength,
});
export const regionWriteSchema = z.strictObject({
  kind: z.literal('region.write'),
  region: z.int().min(0).max(255),
  offset: u64,
  data: bytes,
});
export const configReadSchema = z.strictObject({ kind: z.literal('config.read'), offset: u64, length: transferLength });
export const configWriteSchema = z.strictObject({ kind: z.literal('config.write'), offset: u64, data: bytes });

export const bufferAllocSchema = z.strictObject({
  kind: z.literal('buffer.alloc'),
  buffer: bufferName,
  size: z.int().min(1).max(MAX_BUFFER_BYTES),
});
export const bufferFillSchema = z.strictObject({
  kind: z.literal('buffer.fill'),
  buffer: bufferName,
  at: z.int().min(0).default(0),
  length: z.int().min(0).max(MAX_BUFFER_BYTES).optional(),
  fill,
});
export const bufferReadSchema = z.strictObject({
  kind: z.literal('buffer.read'),
  buffer: bufferName,
  at: z.int().min(0).default(0),
  length: transferLength,
});

export const dmaMapSchema = z.strictObject({
  kind: z.literal('dma.map'),
  buffer: bufferName,
  /** Offset into the buffer of the first mapped byte. */
  at: u64.default(0n),
  iova: u64,
  /** Bytes; absent = the whole buffer from `at`. */
  size: u64.optional(),
  read: z.boolean().default(true),
  write: z.boolean().default(true),
});
export const dmaUnmapSchema = z.strictObject({
  kind: z.literal('dma.unmap'),
  iova: u64.default(0n),
  size: u64.default(0n),
  all: z.boolean().default(false),
});

export const irqArmSchema = z.strictObject({
  kind: z.literal('irq.arm'),
  index: z.int().min(0).max(4),
  start: z.int().min(0).default(0),
  count: z.int().min(0).max(2048),
});
export const irqWaitSchema = z.strictObject({
  kind: z.literal('irq.wait'),
  index: z.int().min(0).max(4),
  vector: z.int().min(0).max(2047).default(0),
  timeoutMs: z.int().min(0).max(600_000).default(1000),
});
export const deviceResetSchema = z.strictObject({ kind: z.literal('device.reset') });

const pasidBind = {
  argsz: u32.optional(),
  flags: u64.default(1n),
  version: u32.default(1),
  format: u32.default(1),
  addrWidth: u32.default(64),
  gpgd: u64,
  hpasid: u64,
  gpasid: u64.default(0n),
};
export const pasidBindSchema = z.strictObject({ kind: z.literal('pasid.bind'), ...pasidBind });
export const pasidUnbindSchema = z.strictObject({ kind: z.literal('pasid.unbind'), ...pasidBind });
