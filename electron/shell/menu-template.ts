import type { MenuItemConstructorOptions } from 'electron';
import { type CommandRow, commandRows } from '../contract/commands.ts';
import { ASKS, FILE_COMMANDS, MENUS, STARTS_SECTION } from './menu-layout.ts';
import { type RecentOptions, recentMenu } from './recent-menu.ts';

type Item = MenuItemConstructorOptions;

export interface MenuOptions extends RecentOptions {
  readonly isDevelopment: boolean;
  /** Runs a command of the window. */
  readonly run: (command: string) => void;
}

const SEPARATOR: Item = { type: 'separator' };
const rows: readonly CommandRow[] = commandRows;

/** The first of the keys that cannot also be typing. */
const acceleratorOf = (keys: readonly string[] = []) =>
  keys.find((key) => /^((Ctrl|Alt|Shift)\+|F\d)/.test(key))?.replace('Ctrl+', 'CmdOrCtrl+');

const TYPES = { on: 'checkbox', choice: 'radio' } as const;

/**
 * The keys are shown here and acted on in the window, where what is focused counts: registered twice they would act twice. Nothing
 * can be chosen until the window says so.
 */
const commandItem = ({ id, title, keys, mark, scope }: CommandRow, run: MenuOptions['run']): Item => ({
  id,
  type: mark && TYPES[mark],
  label: ASKS.has(id) ? `${title}…` : title,
  // Keys of one panel mean something else everywhere else.
  accelerator: scope === undefined ? acceleratorOf(keys) : undefined,
  registerAccelerator: false,
  enabled: false,
  click: () => run(id),
});

const commandItems = (wanted: readonly CommandRow[], run: MenuOptions['run']): Item[] =>
  wanted.flatMap((row, at) => [
    ...(at > 0 && STARTS_SECTION.has(row.id) ? [SEPARATOR] : []),
    commandItem(row, run),
    ...(row.id === 'session.open-file' ? [{ id: 'recent' }] : []),
  ]);

/** What is customary in a menu beside the commands of the window. */
const more: Readonly<Record<string, (options: MenuOptions) => Item[]>> = {
  File: ({ platform }) => [SEPARATOR, { role: platform === 'darwin' ? 'close' : 'quit' }],
  View: ({ isDevelopment }) => [
    SEPARATOR,
    { role: 'resetZoom', label: 'Actual size' },
    { role: 'zoomIn', label: 'Zoom in' },
    { role: 'zoomOut', label: 'Zoom out' },
    SEPARATOR,
    { role: 'togglefullscreen', label: 'Full screen' },
    ...(isDevelopment ? [SEPARATOR, { role: 'toggleDevTools', label: 'Developer tools' } as const] : []),
  ],
  Help: ({ platform }) => (platform === 'darwin' ? [] : [SEPARATOR, { role: 'about', label: 'About zPCI Workbench' }]),
};

const commandsOf = (menu: string): readonly CommandRow[] => {
  const isInFile = ({ id }: CommandRow) => FILE_COMMANDS.has(id);
  return menu === 'File' ? rows.filter(isInFile) : rows.filter((row) => row.group === menu && !isInFile(row));
};

function commandMenu(label: string, options: MenuOptions): Item {
  const items = commandItems(commandsOf(label), options.run);
  const withRecent = items.map((item) => (item.id === 'recent' ? recentMenu(options) : item));
  return { label, submenu: [...withRecent, ...(more[label]?.(options) ?? [])] };
}

/** Only macOS has a menu for windows; Cmd+M sets a mark, so the window goes to the dock by another key. */
const windowMenu: Item = {
  role: 'window',
  label: 'Window',
  submenu: [{ role: 'minimize', accelerator: 'Cmd+Alt+M' }, { role: 'zoom' }, SEPARATOR, { role: 'front' }],
};

/** The menus of a desktop: every command of the window in its place, and the customary ones of files, editing and zoom. */
export function menuTemplate(options: MenuOptions): Item[] {
  const isMac = options.platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    ...MENUS.flatMap((label): Item[] => {
      if (label === 'Edit') return [{ role: 'editMenu' }];
      return label === 'Help' && isMac ? [windowMenu, commandMenu(label, options)] : [commandMenu(label, options)];
    }),
  ];
}
