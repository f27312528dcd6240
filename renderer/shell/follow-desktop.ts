import { hasDesktop } from '../store/selectors.ts';
import type { WorkbenchState, WorkbenchStore } from '../store/workbench-store.ts';
import { type Command, runCommand } from './commands/command.ts';
import { commandById, commands } from './commands/index.ts';
import type { Dock } from './dock.ts';
import { openHere } from './opening/open-here.ts';

/** Ids of the commands that can be run now, and of those that are on or chosen. */
function commandsNow(state: WorkbenchState, dock: Dock) {
  const idsOf = (wanted: (command: Command) => boolean | undefined) => commands.filter(wanted).map(({ id }) => id);
  return {
    possible: idsOf(({ unavailable }) => !unavailable?.(state)),
    checked: idsOf(({ checked }) => checked?.({ state, dock })),
  };
}

/** Does what the desktop asks (menus, files handed over) and keeps it told how it stands with the commands. */
export function followDesktop(store: WorkbenchStore, dock: Dock): void {
  let told: string | undefined;
  store.subscribe((state, before) => {
    if (state.asked && state.asked !== before.asked) answer(state.asked, state, dock);
    const now = hasDesktop(state) ? commandsNow(state, dock) : undefined;
    if (JSON.stringify(now) === told) return;
    told = JSON.stringify(now);
    if (now) state.actions.reportCommands(now);
  });
}

function answer(asked: NonNullable<WorkbenchState['asked']>, state: WorkbenchState, dock: Dock): void {
  if ('address' in asked) return void openHere(asked.address, state.actions, dock);
  const command = commandById(asked.command);
  if (command) runCommand(command, { state, dock });
}
