import { Menu } from 'electron';
import type { CommandsState } from '../contract/app-contract.ts';
import { type CommandRow, commandRows } from '../contract/commands.ts';
import { type MenuOptions, menuTemplate } from './menu-template.ts';
import type { RecentOptions } from './recent-menu.ts';

export interface ShownMenu {
  /** Which commands can be chosen, and which are marked. */
  show(state: CommandsState): void;
  /** Which files were chosen lately. Electron's menus do not grow, so they are built anew. */
  recent(files: RecentOptions['recent']): void;
}

/** Without a window there is nothing to choose. */
export const NO_COMMANDS: CommandsState = { possible: [], checked: [] };

const rows: readonly CommandRow[] = commandRows;

/** Puts the menus up. */
export function showMenu(options: Omit<MenuOptions, 'platform' | 'recent'>): ShownMenu {
  let shown = NO_COMMANDS;
  // Electron moves the mark of an item that is chosen; the window says whether there is one.
  const run = (command: string) => {
    options.run(command);
    apply();
  };
  let menu = build([]);

  function build(recent: RecentOptions['recent']): Menu {
    const template = menuTemplate({ ...options, run, recent, platform: process.platform });
    const built = Menu.buildFromTemplate(template);
    Menu.setApplicationMenu(built);
    return built;
  }
  function apply(): void {
    for (const { id, mark } of rows) {
      const item = menu.getMenuItemById(id);
      if (!item) continue;
      item.enabled = shown.possible.includes(id);
      const isChecked = shown.checked.includes(id);
      // Whatever is written to one of several takes the mark from the others.
      if (mark === 'on' || (mark === 'choice' && isChecked)) item.checked = isChecked;
    }
  }
  return {
    show(state) {
      shown = state;
      apply();
    },
    recent(files) {
      menu = build(files);
      apply();
    },
  };
}
