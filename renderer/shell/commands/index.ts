import { type CommandId, commandRows } from '../../../electron/contract/commands.ts';
import type { Behaviour, Command } from './command.ts';
import { composerCommands } from './composer.ts';
import { playerCommands } from './player.ts';
import { recordingCommands } from './recording.ts';
import { requestCommands } from './requests.ts';
import { selectionCommands } from './selection.ts';
import { sessionCommands } from './session.ts';
import { helpCommands, viewCommands } from './view.ts';

const behaviours: Readonly<Record<CommandId, Behaviour>> = {
  ...sessionCommands,
  ...requestCommands,
  ...composerCommands,
  ...selectionCommands,
  ...recordingCommands,
  ...playerCommands,
  ...viewCommands,
  ...helpCommands,
};

/** Every command of the window. */
export const commands: readonly Command[] = commandRows.map((row) => ({ ...row, ...behaviours[row.id] }));

export const commandById = (id: string): Command | undefined => commands.find((command) => command.id === id);
