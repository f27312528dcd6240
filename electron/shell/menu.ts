import { Menu } from 'electron';
import { commandRows } from '../contract/commands.ts';
import { type MenuOptions, menuTemplate } from './menu-template.ts';
import type { RecentOptions } from './recent-menu.ts';

export interface ShownMenu {
  /** Which commands can be chosen, by id. */
  offer(possible: readonly string[]): void;
  /** Which files were chosen lately. Electron's menus do not grow, so they are built anew. */
  recent(files: RecentOptions['recent']): void;
}

/** Puts the menus up. */
export function showMenu(options: Omit<MenuOptions, 'platform' | 'recent'>): ShownMenu {
  let possible: readonly string[] = [];
  let menu = build([]);

  function build(recent: RecentOptions['recent']): Menu {
    const built = Menu.buildFromTemplate(menuTemplate({ ...options, recent, platform: process.platform }));
    Menu.setApplicationMenu(built);
    return built;
  }
  function enable(): void {
    for (const { id } of commandRows) {
      const item = menu.getMenuItemById(id);
      if (item) item.enabled = possible.includes(id);
    }
  }
  return {
    offer(ids) {
      possible = ids;
      enable();
    },
    recent(files) {
      menu = build(files);
      enable();
    },
  };
}
