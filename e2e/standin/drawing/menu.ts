import type { Menu, MenuItem } from '../models/menu.ts';
import type { BrowserWindow } from '../window/browser-window.ts';
import { draw } from './draw.ts';
import { answers, escaped } from './sheet.ts';

/** `Ctrl+Shift+P` as a Linux desktop writes it. */
const keysOf = (accelerator: string) =>
  accelerator
    .replace(/CmdOrCtrl|CommandOrControl/, 'Ctrl')
    .replace(/^Shift\+Ctrl/, 'Ctrl+Shift')
    .replace('Plus', '+');

/** A single `&` marks the key of an item, and is not shown. */
const shown = (label: string) => escaped(label.replace(/&(&?)/g, '$1'));

/** Items as numbers from the top: where each is found again when it is chosen. */
function itemHtml(item: MenuItem, place: string): string {
  if (!item.visible) return '';
  if (item.type === 'separator') return '<hr>';
  const state = `aria-disabled="${!item.enabled}" aria-checked="${item.checked}"`;
  const keys = item.submenu ? '▸' : item.accelerator ? `<kbd>${escaped(keysOf(item.accelerator))}</kbd>` : '';
  const choose = item.enabled && !item.submenu ? answers(`'${place}'`) : '';
  const submenu = item.submenu ? menuHtml(item.submenu, `${place}.`) : '';
  return `<div class="item" role="menuitem" ${state} ${choose}><span>${shown(item.label)}</span>${keys}${submenu}</div>`;
}

const menuHtml = (menu: Menu, place: string): string =>
  `<div class="menu" role="menu">${menu.items.map((item, at) => itemHtml(item, `${place}${at}`)).join('')}</div>`;

function barHtml(bar: Menu | null, open: Menu): string {
  const items = (bar?.items ?? []).map(({ label, submenu }) =>
    submenu === open ? `<div class="open">${shown(label)}${menuHtml(open, '')}</div>` : `<div>${shown(label)}</div>`,
  );
  return `<div class="bar" role="menubar">${items.join('')}</div>`;
}

const itemAt = (menu: Menu, place: string): MenuItem | undefined =>
  place
    .split('.')
    .map(Number)
    .reduce<{ menu?: Menu; item?: MenuItem }>(
      ({ menu }, at) => ({ item: menu?.items[at], menu: menu?.items[at]?.submenu }),
      { menu },
    ).item;

/** Draws `menu` over `window`, with the application's menu bar; the item that is clicked is chosen. */
export async function drawMenu(menu: Menu, bar: Menu | null, window: BrowserWindow): Promise<void> {
  const isInBar = bar?.items.some(({ submenu }) => submenu === menu);
  const over = isInBar ? '' : menuHtml(menu, '');
  const place = await draw({ bar: barHtml(bar, menu), over }, window);
  if (place !== undefined) itemAt(menu, place)?.click();
}
