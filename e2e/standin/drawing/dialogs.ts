import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as Electron from 'electron';
import type { BrowserWindow } from '../window/browser-window.ts';
import { draw } from './draw.ts';
import { answers, escaped } from './sheet.ts';

/** What dialogs for opening and for saving have in common. */
type FileOptions = Pick<Electron.OpenDialogOptions, 'title' | 'defaultPath' | 'filters' | 'buttonLabel'>;

const dialog = (kind: string, body: string, footer: string) => ({
  over: `<div class="shade"><form class="dialog ${kind}" role="dialog">${body}<footer>${footer}</footer></form></div>`,
});

const button = (label: string, answer: string, isDefault: boolean) =>
  `<button type="button" class="${isDefault ? 'default' : ''}" ${answers(answer)}>${escaped(label)}</button>`;

/** The number of the button that was clicked. */
export async function drawMessage(options: Electron.MessageBoxOptions, window: BrowserWindow): Promise<number> {
  const { title = '', message, detail = '', buttons = ['OK'], defaultId = 0, cancelId = 0 } = options;
  const body = `<small>${escaped(title)}</small><h1>${escaped(message)}</h1><p>${escaped(detail)}</p>`;
  const all = buttons.map((label, at) => button(label, `'${at}'`, at === defaultId)).reverse();
  return Number((await draw(dialog(options.type ?? 'none', body, all.join('')), window)) ?? cancelId);
}

function entriesOf(folder: string, { filters = [] }: FileOptions): string[] {
  const endings = filters[0]?.extensions ?? ['*'];
  const isShown = (name: string) => endings.includes('*') || endings.some((ending) => name.endsWith(`.${ending}`));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || isShown(entry.name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

/** The path that was typed or left as proposed; undefined when the dialog was cancelled. */
export async function drawFiles(
  options: FileOptions,
  action: string,
  window: BrowserWindow,
): Promise<string | undefined> {
  const { title = action, defaultPath = `${process.cwd()}/`, filters = [] } = options;
  const files = entriesOf(dirname(`${defaultPath}x`), options).map((name) => `<li>${escaped(name)}</li>`);
  const field = `<input name="path" aria-label="Name" value="${escaped(defaultPath)}">`;
  const body = `<h1>${escaped(title)}</h1>${field}<ul>${files.join('')}</ul>`;
  const kinds = filters.map(({ name, extensions }) => `${name} (${extensions.map((one) => `*.${one}`).join(', ')})`);
  const end = [button('Cancel', "''", false), button(options.buttonLabel ?? action, 'this.form.path.value', true)];
  return (
    (await draw(dialog('files', body, `<small>${escaped(kinds.join(' · '))}</small>${end.join('')}`), window)) ||
    undefined
  );
}
