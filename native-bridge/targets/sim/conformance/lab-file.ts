import { basename } from 'node:path';
import * as z from 'zod';
import { damagedCapture, MAX_CAPTURE_BYTES, parseCapture, refuseFuture } from '../../../contract/capture-file.ts';
import { issueLine } from '../../../contract/issue-line.ts';
import { bytes } from '../../../contract/schema.ts';
import { callSchema } from '../../capture/lab-call.ts';
import { LAB_FAMILY } from '../../capture/lab-capture.ts';
import { readInputFile } from '../../input-file.ts';

/** A capture of a real kernel's answers, as the lab's guest script writes it, in full: facts of the function and every call. */

const VERSION = 1;

/** What one read of the capturing tool gave: `n` bytes, or an errno. */
const readSchema = z
  .object({ n: z.int().optional(), hex: bytes.optional(), errno: z.int().optional() })
  .refine((read) => (read.hex === undefined) !== (read.errno === undefined), 'either hex or errno');
export type RecordedRead = z.output<typeof readSchema>;

const barSchema = z.object({
  size: z.int().nonnegative(),
  reads: z.array(readSchema.and(z.object({ off: z.int().nonnegative(), len: z.int().min(1).max(65_536) }))),
  first256: readSchema,
  last4: readSchema,
  beyond: readSchema,
});
export type RecordedBar = z.output<typeof barSchema>;

const recordedCall = callSchema.extend({ eventfd_counters: z.array(z.int().nonnegative()).optional() });
export type RecordedCall = z.output<typeof recordedCall>;

const labSchema = z.object({
  schema: z.string().startsWith(LAB_FAMILY),
  bdf: z.string().min(1).max(64),
  group: z.string().regex(/^\d+$/),
  system: z.object({ kernel: z.string(), endianness: z.literal('BE') }),
  /** Attributes that could not be read have neither. */
  sysfs: z.record(z.string(), z.object({ hex: bytes.optional(), link: z.string().optional() }).catch({})),
  reserved_regions: z.string(),
  calls: z.array(recordedCall).min(1).max(10_000),
  config: readSchema,
  config_beyond: readSchema.nullish(),
  config_after_reset: readSchema.nullish(),
  bars: z.record(z.string().regex(/^[0-6]$/), barSchema),
  bars_memory_off: readSchema.and(z.object({ bar: z.int().min(0).max(6) })).nullish(),
  region9: z.record(z.string(), readSchema).nullish(),
});
export type LabFile = z.output<typeof labSchema>;

/** Reads a lab capture. Throws `no-such-file`, `damaged-file`, `future-version`, each in one line. */
export async function readLabFile(file: string): Promise<LabFile> {
  const name = basename(file);
  const text = await readInputFile(file, MAX_CAPTURE_BYTES);
  const capture = parseCapture(text, name);
  refuseFuture(capture, name, LAB_FAMILY, VERSION);
  const parsed = labSchema.safeParse(capture);
  if (parsed.success) return parsed.data;
  throw damagedCapture(name, issueLine(parsed.error, 'it'));
}
