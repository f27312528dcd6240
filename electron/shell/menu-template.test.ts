import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { type CommandRow, commandRows } from '../contract/commands.ts';
import { menuTemplate } from './menu-template.ts';

type Item = MenuItemConstructorOptions;
const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

const run = vi.fn();
const itemsOf = (isDevelopment = false) => flat(menuTemplate({ platform: 'linux', isDevelopment, run }));
const rows: readonly CommandRow[] = commandRows;

test('every command stands in the menu of its group, under its title', () => {
  for (const menu of menuTemplate({ platform: 'linux', isDevelopment: false, run })) {
    const listed = rows.filter(({ group }) => group === menu.label).map(({ id, title }) => [id, title]);
    const items = Array.isArray(menu.submenu) ? menu.submenu : [];
    expect(items.filter(({ id }) => id).map(({ id, label }) => [id, label])).toEqual(listed);
  }
  expect(
    itemsOf()
      .filter(({ id }) => id)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(rows.map(({ id }) => id).sort());
});

test('choosing one runs that command', () => {
  for (const { id, click } of itemsOf().filter((item) => item.id)) {
    (click as () => void)();
    expect(run).toHaveBeenLastCalledWith(id);
  }
});

test('a menu shows a key of its command, and only the window acts on it', () => {
  for (const { id, accelerator, registerAccelerator } of itemsOf().filter((item) => item.id)) {
    const keys = rows.find((row) => row.id === id)?.keys ?? [];
    if (accelerator !== undefined) expect(keys).toContain(accelerator.toString().replace('CmdOrCtrl', 'Ctrl'));
    expect(registerAccelerator).toBe(false);
  }
});

test('keys that are typing stay out of the menus', () => {
  expect(itemsOf().map(({ accelerator }) => accelerator)).not.toContain('?');
  expect(itemsOf().map(({ accelerator }) => accelerator)).not.toContain('/');
});

/** As Electron gives them to roles by default. */
const ROLE_KEYS = ['Z', 'X', 'C', 'V', 'A', 'Q', 'W', '0', 'Plus', '-', 'Shift+I'].map((key) => `CmdOrCtrl+${key}`);

test('no key means two things in the menus', () => {
  const keys = [...itemsOf(true).flatMap(({ accelerator }) => accelerator ?? []), ...ROLE_KEYS, 'F11'];
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('developer tools are for development', () => {
  const hasTools = (isDevelopment: boolean) => itemsOf(isDevelopment).some(({ role }) => role === 'toggleDevTools');
  expect([hasTools(true), hasTools(false)]).toEqual([true, false]);
});
