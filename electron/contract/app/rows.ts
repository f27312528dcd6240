import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { programSchema } from '../program.ts';
import { requestRowSchema, rowFilterSchema, rowSelectionSchema } from '../request-row.ts';
import { sessionId } from './common.ts';

/** Requests that were sent, a row each. */

export const rowMethods = {
  'requests.page': method(
    z.strictObject({
      session: sessionId,
      from: z.int().min(0),
      count: z.int().min(0).max(1000),
      filter: rowFilterSchema.optional(),
    }),
    z.strictObject({ total: z.int(), matched: z.int(), rows: z.array(requestRowSchema) }),
  ),
  /** The selected rows in a form of `copying`, with all their bytes. Throws `bad-request` for what cannot be copied whole. */
  'rows.copy': method(
    z.strictObject({ session: sessionId, selection: rowSelectionSchema, as: z.string().max(40) }),
    z.strictObject({ text: z.string() }),
  ),
  /** A program that sends the selected rows again, with the buffers and mappings they need. */
  'rows.program': method(
    z.strictObject({ session: sessionId, selection: rowSelectionSchema }),
    z.strictObject({ program: programSchema }),
  ),
};

export const rowEvents = {
  /** New rows exist; sent at most ten times a second, with the newest rows (at most 100). */
  'requests.grown': z.strictObject({
    session: sessionId,
    total: z.int(),
    errors: z.int(),
    newest: z.array(requestRowSchema),
  }),
};
