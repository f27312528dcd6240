import type { Command } from './command.ts';
import { recordingCommands } from './recording.ts';
import { requestCommands } from './requests.ts';
import { selectionCommands } from './selection.ts';
import { sessionCommands } from './session.ts';
import { helpCommands, viewCommands } from './view.ts';

/** Every command of the window. */
export const commands: readonly Command[] = [
  ...sessionCommands,
  ...requestCommands,
  ...selectionCommands,
  ...recordingCommands,
  ...viewCommands,
  ...helpCommands,
];

export const commandById = (id: string): Command | undefined => commands.find((command) => command.id === id);
