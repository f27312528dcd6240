import * as z from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { method } from '../../../native-bridge/contract/method-table.ts';
import { empty } from './common.ts';
import { fileEntrySchema } from './files.ts';

/** The window and its desktop: greeting, dialogs, menus, notices. */

const commandIds = z.array(z.string().max(100)).max(1000);
export const commandsStateSchema = z.strictObject({
  /** Those that can be run now. */
  possible: commandIds,
  /** Those with a mark that are on, or chosen. */
  checked: commandIds,
});
export type CommandsState = z.infer<typeof commandsStateSchema>;

export const windowMethods = {
  hello: method(
    z.strictObject({ protocol: z.int() }),
    z.strictObject({
      protocol: z.int(),
      version: z.string(),
      host: z.enum(['serve', 'electron']),
      platform: z.string(),
      folder: z.string(),
      /** The host has file dialogs and menus of its own; without, the window shows what it needs itself. */
      desktop: z.boolean(),
    }),
  ),
  /** Lets the person choose files anywhere on this machine; none when they think better of it. They may be opened from then on. */
  'dialog.open': method(empty, z.strictObject({ files: z.array(fileEntrySchema) })),
  /** Lets the person choose where to save. `name` is what is saved: a program's name, a target's address. */
  'dialog.save': method(
    z.strictObject({ kind: z.enum(['capture', 'program']), name: z.string().max(4096) }),
    z.strictObject({ path: z.string().optional() }),
  ),
  /** Tells the desktop how it stands with the commands: its menus follow. */
  'window.commands': method(commandsStateSchema, empty),
};

export const windowEvents = {
  notice: errorSchema,
  /** A command was chosen in a menu of the desktop. */
  'window.command': z.strictObject({ id: z.string() }),
  /** The desktop hands an address over: a file that was opened with the workbench, another start of it. */
  'window.open': z.strictObject({ address: z.string() }),
};
