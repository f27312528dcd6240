import type * as Electron from 'electron';
import { drawMenu } from '../drawing/menu.ts';
import { gap } from '../strict/gap.ts';
import { Strict, StrictEmitter } from '../strict/strict.ts';
import { BrowserWindow } from '../window/browser-window.ts';
import { optionsOfRole } from './roles.ts';

/** What items are made of; an item may also be one of these menus. */
type ItemOptions = Omit<Electron.MenuItemConstructorOptions, 'submenu' | 'click'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the arguments are Electron's own objects
  click?: (item: any, window: any, event: any) => void;
  submenu?: ItemOptions[] | Menu;
};

export class MenuItem extends Strict {
  readonly id: string;
  readonly role: Electron.MenuItem['role'];
  readonly type: Electron.MenuItem['type'];
  readonly accelerator: string | null;
  readonly submenu: Menu | undefined;
  label: string;
  enabled: boolean;
  visible: boolean;
  /** Radio items that stand together, this one among them. */
  group: readonly MenuItem[] = [this];
  #checked: boolean;
  readonly #click: ItemOptions['click'];

  constructor(options: ItemOptions) {
    super();
    const { id, label, role, type, accelerator, submenu, click, ...state }: ItemOptions = {
      ...optionsOfRole(options.role),
      ...options,
    };
    this.id = id ?? '';
    this.label = label ?? role ?? '';
    this.role = role as Electron.MenuItem['role'];
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    this.type = type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = accelerator?.toString() ?? null;
    this.enabled = state.enabled ?? true;
    this.visible = state.visible ?? true;
    this.#checked = state.checked ?? false;
    this.#click = click;
  }

  get checked(): boolean {
    return this.#checked;
  }

  /** A radio item takes the mark from the others of its group, whatever it is given. */
  set checked(checked: boolean) {
    for (const item of this.type === 'radio' ? this.group : []) item.#checked = false;
    this.#checked = this.type === 'radio' || checked;
  }

  /** As if the user chose it. */
  click(): void {
    if (!this.enabled) return;
    if (this.role) throw gap('MenuItem', `click() for the role '${this.role}'`);
    if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked;
    this.#click?.(this, BrowserWindow.getFocusedWindow() ?? undefined, {});
  }
}

export class Menu extends StrictEmitter {
  static override readonly events = ['menu-will-show', 'menu-will-close'];
  static #application: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  append(item: MenuItem): void {
    this.items.push(item);
    if (item.type === 'radio') this.#joinRadios();
  }

  /** Radio items down from the last separator are one group. */
  #joinRadios(): void {
    const section = this.items.slice(this.items.findLastIndex(({ type }) => type === 'separator') + 1);
    const group = section.filter(({ type }) => type === 'radio');
    for (const one of group) one.group = group;
  }

  getMenuItemById(id: string): MenuItem | null {
    const find = (items: MenuItem[]): MenuItem | null =>
      items.reduce<MenuItem | null>(
        (found, item) => found ?? (item.id === id ? item : find(item.submenu?.items ?? [])),
        null,
      );
    return find(this.items);
  }

  /** Draws it: under its name in the menu bar when it is one of the application's, by itself otherwise. */
  popup({ window, callback }: { window?: BrowserWindow; callback?: () => void } = {}): void {
    this.emit('menu-will-show', {});
    const over = window ?? BrowserWindow.getFocusedWindow();
    if (!over) throw gap('Menu', 'popup() without a window');
    void drawMenu(this, Menu.#application, over).then(() => {
      this.emit('menu-will-close', {});
      callback?.();
    });
  }
}
