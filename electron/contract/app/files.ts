import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { ns, rawBytes } from '../../../native-bridge/contract/schema.ts';
import { empty } from './common.ts';

/** Files of the workbench folder, and those that are put into it. */

export const fileEntrySchema = z.strictObject({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['recording', 'capture', 'program']),
  size: z.int(),
  modified: ns,
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

export const fileMethods = {
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
};

export const fileEvents = {
  'files.changed': empty,
};
