import type { MenuItemConstructorOptions } from 'electron';
import { type CommandRow, commandRows } from '../contract/commands.ts';

type Item = MenuItemConstructorOptions;

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  /** Runs a command of the window. */
  readonly run: (command: string) => void;
}

const SEPARATOR: Item = { type: 'separator' };

/** The first of the keys that cannot also be typing. */
const acceleratorOf = (keys: readonly string[] = []) =>
  keys.find((key) => /^((Ctrl|Alt|Shift)\+|F\d)/.test(key))?.replace('Ctrl+', 'CmdOrCtrl+');

/**
 * The keys are shown here and acted on in the window, where what is focused counts: registered twice they would act twice. Nothing
 * can be chosen until the window says so.
 */
const commandItem = ({ id, title, keys }: CommandRow, run: MenuOptions['run']): Item => ({
  id,
  label: title,
  accelerator: acceleratorOf(keys),
  registerAccelerator: false,
  enabled: false,
  click: () => run(id),
});

const more: Partial<Record<CommandRow['group'], (options: MenuOptions) => Item[]>> = {
  Session: ({ platform }) => [SEPARATOR, { role: platform === 'darwin' ? 'close' : 'quit' }],
  View: ({ isDevelopment }) => [
    SEPARATOR,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(isDevelopment ? [SEPARATOR, { role: 'toggleDevTools' } as const] : []),
  ],
};

/** The menus of a desktop: every command of the window in its group, and the customary ones of editing, zoom and windows. */
export function menuTemplate(options: MenuOptions): Item[] {
  const commands: readonly CommandRow[] = commandRows;
  const menu = (group: CommandRow['group']): Item => ({
    label: group,
    submenu: [
      ...commands.filter((row) => row.group === group).map((row) => commandItem(row, options.run)),
      ...(more[group]?.(options) ?? []),
    ],
  });
  return [
    ...(options.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    menu('Session'),
    { role: 'editMenu' },
    ...(['Selection', 'Requests', 'Recording', 'View'] as const).map(menu),
    { label: 'Window', submenu: [{ role: 'minimize', accelerator: 'CmdOrCtrl+Alt+M' }, { role: 'zoom' }] },
    menu('Help'),
  ];
}
