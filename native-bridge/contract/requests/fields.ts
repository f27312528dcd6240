import * as z from 'zod';
import { MAX_TRANSFER_BYTES } from '../limits.ts';
import { bytes, storePath, u32, u64 } from '../schema.ts';

/** Schema pieces that several kinds of request share. */

export const bufferName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/, 'a name of letters, digits, _ . -');
export const transferLength = z.int().min(0).max(MAX_TRANSFER_BYTES);

/** A payload: inline `data`, or `length` bytes of a buffer from `at`. */
export const payload = {
  data: bytes.optional(),
  from: z.strictObject({ buffer: bufferName, at: z.int().min(0).default(0), length: transferLength }).optional(),
};
export type PayloadFields = z.output<z.ZodObject<typeof payload>>;

export const deviceAddress = {
  /** PCI address space: 0-5 BAR, 15 configuration space. */
  space: z.int().min(0).max(255),
  offset: u64,
  /** Store path; absent = the function's default. Never replaced by another one. */
  path: storePath.optional(),
};

/** Fields of the bind requests proposed in 2019. */
export const pasidBinding = {
  argsz: u32.optional(),
  flags: u64.default(1n),
  version: u32.default(1),
  format: u32.default(1),
  addrWidth: u32.default(64),
  gpgd: u64,
  hpasid: u64,
  gpasid: u64.default(0n),
};
export type PasidFields = z.output<z.ZodObject<typeof pasidBinding>>;
