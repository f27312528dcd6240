import { Menu } from 'electron';
import { commandRows } from '../contract/commands.ts';
import { type MenuOptions, menuTemplate } from './menu-template.ts';

/** Puts the menus up. Gives the function that says which commands can be chosen. */
export function showMenu(options: Omit<MenuOptions, 'platform'>): (possible: readonly string[]) => void {
  const menu = Menu.buildFromTemplate(menuTemplate({ ...options, platform: process.platform }));
  Menu.setApplicationMenu(menu);
  return (possible) => {
    for (const { id } of commandRows) {
      const item = menu.getMenuItemById(id);
      if (item) item.enabled = possible.includes(id);
    }
  };
}
