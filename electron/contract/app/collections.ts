import * as z from 'zod';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { varsSchema } from '../program.ts';
import { empty } from './common.ts';
import { MAX_TEXT } from './drafts.ts';

/** Programs as files in folders, and environments. Paths are relative to `programs/` of the workbench folder, with `/` between. */

const path = z.string().max(4096);
const text = z.string().max(MAX_TEXT);

export const programFileSchema = z.strictObject({ path, kind: z.enum(['folder', 'program']) });
export type ProgramFile = z.infer<typeof programFileSchema>;

/** Variables for the programs of one machine or card: `environments/<name>.env.json`. */
export const environmentSchema = z.strictObject({
  name: z.string(),
  vars: varsSchema,
  /** Why the file cannot be used; it has no variables then. */
  problem: z.string().optional(),
});
export type Environment = z.infer<typeof environmentSchema>;

export const collectionMethods = {
  'programs.list': method(
    empty,
    z.strictObject({
      /** Folders before what is in them. */
      files: z.array(programFileSchema),
      /** Those that ship with the product, by absolute path: they can be read. */
      samples: z.array(z.strictObject({ name: z.string(), path })),
      environments: z.array(environmentSchema),
    }),
  ),
  /** A program file as it is. `version` stands for its bytes. Absolute paths of samples and chosen files are taken as well. */
  'programs.read': method(z.strictObject({ path }), z.strictObject({ path, text, version: z.string() })),
  /**
   * Writes a program file whole or not at all. `version` is that of the file it replaces; without, there must be none. Throws
   * `changed-on-disk` when it is another by now, `exists`, `bad-path`. An absolute path must have been chosen in a save dialog.
   */
  'programs.write': method(
    z.strictObject({ path, text, version: z.string().optional() }),
    z.strictObject({ path, version: z.string() }),
  ),
  'programs.make-folder': method(z.strictObject({ path }), empty),
  /** Gives a file or folder another place or name. Throws `exists`, `bad-path`, `no-such-file`. */
  'programs.move': method(z.strictObject({ from: path, to: path }), empty),
  /** A copy beside the file or folder, under a name that is free. */
  'programs.copy': method(z.strictObject({ path }), z.strictObject({ path })),
  /** Moves a file or folder to the trash of the workbench folder; `trashed` brings it back. */
  'programs.remove': method(z.strictObject({ path }), z.strictObject({ trashed: z.string() })),
  'programs.restore': method(z.strictObject({ path, trashed: z.string().max(4096) }), empty),
  /** Writes an environment file, variables in the order given. */
  'environments.write': method(z.strictObject({ name: z.string().max(120), vars: varsSchema }), empty),
};

export const collectionEvents = {
  /** Something in `programs/` or `environments/` changed, by whomever. */
  'programs.changed': empty,
};
