import { gap } from '../strict/gap.ts';
import { Strict, StrictEmitter } from '../strict/strict.ts';
import { BrowserWindow } from '../window/browser-window.ts';

export interface MenuItemOptions {
  id?: string;
  label?: string;
  role?: string;
  type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette';
  accelerator?: unknown;
  registerAccelerator?: boolean;
  enabled?: boolean;
  visible?: boolean;
  checked?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments are Electron's own objects
  click?: (item: any, window: any, event: any) => void;
  submenu?: MenuItemOptions[] | Menu | unknown;
}

export class MenuItem extends Strict {
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: unknown;
  readonly submenu: Menu | undefined;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly #click: MenuItemOptions['click'];

  constructor({ id, label, role, type, accelerator, submenu, click, ...state }: MenuItemOptions) {
    super();
    this.id = id;
    this.label = label ?? role ?? '';
    this.role = role;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as Menu | undefined);
    this.type = type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = accelerator;
    this.enabled = state.enabled ?? true;
    this.visible = state.visible ?? true;
    this.checked = state.checked ?? false;
    this.#click = click;
  }

  /** As if the user chose it. */
  click(): void {
    if (!this.enabled) return;
    if (this.role) throw gap('MenuItem', `click() for the role '${this.role}'`);
    if (this.type === 'checkbox') this.checked = !this.checked;
    this.#click?.(this, BrowserWindow.getFocusedWindow() ?? undefined, {});
  }
}

export class Menu extends StrictEmitter {
  static override readonly events = ['menu-will-show', 'menu-will-close'];
  static #application: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: (MenuItemOptions | MenuItem)[]): Menu {
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
  }

  getMenuItemById(id: string): MenuItem | null {
    const find = (items: MenuItem[]): MenuItem | null =>
      items.reduce<MenuItem | null>(
        (found, item) => found ?? (item.id === id ? item : find(item.submenu?.items ?? [])),
        null,
      );
    return find(this.items);
  }

  popup(): void {
    this.emit('menu-will-show', {});
  }
}
