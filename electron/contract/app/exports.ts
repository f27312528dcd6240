import * as z from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { empty, sessionId } from './common.ts';

/** Exports of a recording. */

export const exportMethods = {
  /** What a recording can be exported to. */
  'export.formats': method(
    empty,
    z.strictObject({
      formats: z.array(z.strictObject({ name: z.string(), title: z.string(), ending: z.string() })),
    }),
  ),
  /**
   * Lets the person choose where to export an open recording to; none when they think better of it. A file that is there was asked about.
   * Throws `no-desktop`.
   */
  'export.place': method(
    z.strictObject({ session: sessionId, format: z.string().max(40) }),
    z.strictObject({ path: z.string().optional() }),
  ),
  /**
   * Exports an open recording: to a `path` that was chosen, else into `exports` of the workbench folder, under a `name` that is not taken
   * there or under its own, where an earlier export of it is replaced. `run` is a number of the window's own; progress comes as events, to it alone. A damaged recording is exported as far as it can be read.
   */
  'export.run': method(
    z.strictObject({
      run: z.int(),
      session: sessionId,
      format: z.string().max(40),
      operations: z.boolean().default(false),
      path: z.string().max(4096).optional(),
      /** Without folder; the ending of the format is added when it has none. */
      name: z.string().max(200).optional(),
    }),
    z.strictObject({ path: z.string(), requests: z.int(), bytes: z.int(), damage: errorSchema.optional() }),
  ),
  /** Ends an export; nothing of it stays, and its `export.run` answers `stopped`. */
  'export.stop': method(z.strictObject({ run: z.int() }), empty),
};

export const exportEvents = {
  /** How much of a recording an export has read, bytes; sent at most ten times a second. */
  'export.progress': z.strictObject({ run: z.int(), done: z.int(), total: z.int() }),
};
