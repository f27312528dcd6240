import * as z from 'zod';
import { errorSchema } from '../../native-bridge/contract/errors.ts';
import { ns, rawBytes } from '../../native-bridge/contract/schema.ts';

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

/** Rows whose fields all match; absent fields match everything. `text` is searched in kind, path, errno name and notes; `where` is `errno != 0 && len > 64`. */
export const rowFilterSchema = z.strictObject({
  kind: z.string().optional(),
  status: z.string().optional(),
  text: z.string().optional(),
  where: z.string().optional(),
});
export type RowFilter = z.infer<typeof rowFilterSchema>;

/** Some rows of a session: those of the ranges that match the filter; without either, all. */
export const rowSelectionSchema = z.strictObject({
  /** Row numbers, both ends included, in any order. */
  ranges: z
    .array(z.strictObject({ from: z.int().min(0), to: z.int().min(0) }))
    .max(10_000)
    .optional(),
  filter: rowFilterSchema.optional(),
});
export type RowSelection = z.infer<typeof rowSelectionSchema>;
