import { hasDesktop } from '../store/selectors.ts';
import type { WorkbenchState, WorkbenchStore } from '../store/workbench-store.ts';
import { runCommand } from './commands/command.ts';
import { commandById, commands } from './commands/index.ts';
import type { Dock } from './dock.ts';
import { openHere } from './opening/open-here.ts';

const possibleNow = (state: WorkbenchState) =>
  commands.filter(({ unavailable }) => !unavailable?.(state)).map(({ id }) => id);

/** Does what the desktop asks (menus, files handed over) and keeps it told which commands are possible. */
export function followDesktop(store: WorkbenchStore, dock: Dock): void {
  let told = '';
  store.subscribe((state, before) => {
    if (state.asked && state.asked !== before.asked) answer(state.asked, state, dock);
    const possible = hasDesktop(state) ? possibleNow(state) : [];
    if (possible.join() === told) return;
    told = possible.join();
    if (possible.length > 0) state.actions.reportCommands(possible);
  });
}

function answer(asked: NonNullable<WorkbenchState['asked']>, state: WorkbenchState, dock: Dock): void {
  if ('address' in asked) return void openHere(asked.address, state.actions, dock);
  const command = commandById(asked.command);
  if (command) runCommand(command, { state, dock });
}
