import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { type CommandRow, commandRows } from '../contract/commands.ts';
import { FILE_COMMANDS } from './menu-layout.ts';
import { type MenuOptions, menuTemplate } from './menu-template.ts';

type Item = MenuItemConstructorOptions;
const submenuOf = ({ submenu }: Item): Item[] => (Array.isArray(submenu) ? submenu : []);
const flat = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...flat(submenuOf(item))]);

const run = vi.fn();
const openFile = vi.fn();
const forgetRecent = vi.fn();
const template = (change: Partial<MenuOptions> = {}) =>
  menuTemplate({ platform: 'linux', isDevelopment: false, recent: [], run, openFile, forgetRecent, ...change });
const itemsOf = (change: Partial<MenuOptions> = {}) => flat(template(change));
const rows: readonly CommandRow[] = commandRows;
const ids = new Set(rows.map(({ id }) => id));
const commandsIn = (items: readonly Item[]) => items.filter(({ id }) => ids.has(id ?? ''));

test('every command stands in one menu, that of files or that of its group', () => {
  for (const menu of template()) {
    const isHere = ({ id, group }: CommandRow) => (FILE_COMMANDS.has(id) ? 'File' : group) === menu.label;
    const listed = rows.filter(isHere).map(({ id }) => id);
    expect(commandsIn(submenuOf(menu)).map(({ id }) => id)).toEqual(listed);
  }
  expect(
    commandsIn(itemsOf())
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...ids].sort());
});

test('it says its title, with dots when it asks for something first', () => {
  for (const { id, label } of commandsIn(itemsOf()))
    expect(label?.replace(/…$/, '')).toBe(rows.find((row) => row.id === id)!.title);
});

test('choosing one runs that command', () => {
  for (const { id, click } of commandsIn(itemsOf())) {
    (click as () => void)();
    expect(run).toHaveBeenLastCalledWith(id);
  }
});

test('a menu shows a key of its command, and only the window acts on it', () => {
  for (const { id, accelerator, registerAccelerator } of commandsIn(itemsOf())) {
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
  const shown = itemsOf({ isDevelopment: true }).flatMap(({ accelerator }) => accelerator ?? []);
  const keys = [...shown, ...ROLE_KEYS, 'F11'];
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('no menu begins, ends or goes on with two lines', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    for (const menu of template({ platform, isDevelopment: true })) {
      const types = submenuOf(menu).map(({ type }) => type ?? 'normal');
      expect(types.join(' ')).not.toMatch(/^separator|separator$|separator separator/);
    }
});

test('developer tools are for development', () => {
  const hasTools = (isDevelopment: boolean) => itemsOf({ isDevelopment }).some(({ role }) => role === 'toggleDevTools');
  expect([hasTools(true), hasTools(false)]).toEqual([true, false]);
});

test('the application ends and tells about itself from the menu that its desktop has for that', () => {
  const rolesIn = (platform: NodeJS.Platform) => itemsOf({ platform }).flatMap(({ role }) => role ?? []);
  expect(rolesIn('linux')).toEqual(expect.arrayContaining(['quit', 'about']));
  // There the application's own menu has both.
  expect(rolesIn('darwin')).toContain('appMenu');
  for (const role of ['quit', 'about']) expect(rolesIn('darwin')).not.toContain(role);
});

const entry = (path: string) => ({ path, name: 'x', kind: 'recording' as const, size: 1, modified: 1n });
const recentIn = (change: Partial<MenuOptions>) => itemsOf(change).find(({ label }) => label === 'Open recent')!;

test('files chosen lately stand in the File menu, can be opened there, and forgotten', () => {
  const items = submenuOf(recentIn({ recent: ['/a/R&D.mcap', '/b.json'].map(entry) }));
  expect(items.map(({ label }) => label)).toEqual(['/a/R&&D.mcap', '/b.json', undefined, 'Forget these files']);
  (items[0]!.click as () => void)();
  expect(openFile).toHaveBeenCalledWith('/a/R&D.mcap');
  (items.at(-1)!.click as () => void)();
  expect(forgetRecent).toHaveBeenCalledOnce();
});

test('without any the menu says so; of many the ten newest are there', () => {
  expect(submenuOf(recentIn({ recent: [] }))).toEqual([{ label: 'No files yet', enabled: false }]);
  const many = Array.from({ length: 15 }, (_, i) => entry(`/${i}.mcap`));
  expect(submenuOf(recentIn({ recent: many }))).toHaveLength(12);
});

test('macOS keeps that menu itself', () => {
  const platform = 'darwin';
  expect(recentIn({ platform, recent: [entry('/a.mcap')] })).toMatchObject({ role: 'recentDocuments' });
});
