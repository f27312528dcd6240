import * as z from 'zod';
import { bytes, u32 } from '../../contract/schema.ts';

/** One call of a lab capture: what was asked in words and bytes, and what came back. */
export const callSchema = z.object({
  what: z.string(),
  request: u32,
  in: z.union([z.number(), bytes]).nullish(),
  rc: z.int().optional(),
  errno: z.int().optional(),
  out: bytes.nullish(),
});
export type LabCall = z.output<typeof callSchema>;
