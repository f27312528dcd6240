import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions, Rectangle } from 'electron';

/** What the shell asks of Electron, remembered. It proves what is asked for, not what Electron makes of it. */
export const asked: {
  schemes: unknown[];
  answer?: (request: { url: string }) => Promise<Response>;
  /** Listeners by channel. */
  channels: Map<string, (event: { sender: unknown; senderFrame: unknown }, message?: unknown) => void>;
  window?: BrowserWindow;
  lock: unknown[];
  /** What the next dialogs answer, and what they were asked. */
  answers: unknown[];
  dialogs: Record<string, unknown>[];
} = { schemes: [], channels: new Map(), lock: [], answers: [], dialogs: [] };

type Handler = (...args: unknown[]) => unknown;

export class FakeSession extends EventEmitter {
  readonly permissions: Record<string, Handler> = {};
  setPermissionRequestHandler = (handler: Handler) => this.#keep('request', handler);
  setPermissionCheckHandler = (handler: Handler) => this.#keep('check', handler);
  setDevicePermissionHandler = (handler: Handler) => this.#keep('device', handler);
  #keep(name: string, handler: Handler) {
    this.permissions[name] = handler;
  }
}

class FakeContents extends EventEmitter {
  openHandler?: () => { action: string };
  readonly session = new FakeSession();
  loads = 0;
  setWindowOpenHandler(handler: () => { action: string }) {
    this.openHandler = handler;
  }
  reload() {
    this.loads++;
  }
  forcefullyCrashRenderer() {
    this.emit('render-process-gone', {}, { reason: 'killed' });
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Map<unknown, BrowserWindow>();
  static fromWebContents(contents: unknown) {
    return BrowserWindow.#all.get(contents) ?? null;
  }
  readonly webContents = new FakeContents();
  readonly options: Rectangle & { webPreferences: Record<string, unknown> };
  url = '';
  maximized = false;
  minimized = false;
  focused = 0;
  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    asked.window = this;
    BrowserWindow.#all.set(this.webContents, this);
  }
  async loadURL(url: string) {
    this.url = url;
  }
  show() {}
  maximize() {
    this.maximized = true;
  }
  isMaximized() {
    return this.maximized;
  }
  isMinimized() {
    return this.minimized;
  }
  restore() {
    this.minimized = false;
  }
  focus() {
    this.focused++;
  }
  getNormalBounds(): Rectangle {
    const { x, y, width, height } = this.options;
    return { x, y, width, height };
  }
}

export class FakePort extends EventEmitter {
  isClosed = false;
  start() {}
  postMessage() {}
  close() {
    this.isClosed = true;
    this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();
}

export const ipcMain = {
  on(channel: string, listener: (event: { sender: unknown; senderFrame: unknown }, message?: unknown) => void) {
    asked.channels.set(channel, listener);
  },
};

export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown[]) {
    asked.schemes.push(...schemes);
  },
  handle(_scheme: string, answer: (request: { url: string }) => Promise<Response>) {
    asked.answer = answer;
  },
};

class FakeApp extends EventEmitter {
  isFirst = true;
  quits = 0;
  recent: string[] = [];
  requestSingleInstanceLock(data: unknown) {
    asked.lock.push(data);
    return this.isFirst;
  }
  quit() {
    this.quits++;
  }
  addRecentDocument(path: string) {
    this.recent.push(path);
  }
  clearRecentDocuments() {
    this.recent = [];
  }
}
export const app = new FakeApp();

const answer = async (_window: unknown, options: Record<string, unknown>) => {
  asked.dialogs.push(options);
  return asked.answers.shift();
};
export const dialog = { showOpenDialog: answer, showSaveDialog: answer, showMessageBox: answer };

const DISPLAYS = [
  { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1050 } },
  { id: 2, workArea: { x: 1920, y: 0, width: 2560, height: 1440 } },
];
export const screen = {
  getPrimaryDisplay: () => DISPLAYS[0],
  getAllDisplays: () => DISPLAYS,
  getDisplayMatching: ({ x }: Rectangle) => DISPLAYS[x < 1920 ? 0 : 1],
};

export class Menu {
  static shown?: Menu;
  readonly items: MenuItemConstructorOptions[];
  constructor(items: MenuItemConstructorOptions[]) {
    this.items = items;
  }
  static buildFromTemplate(template: MenuItemConstructorOptions[]) {
    return new Menu(template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : [])));
  }
  static setApplicationMenu(menu: Menu) {
    Menu.shown = menu;
  }
  getMenuItemById(id: string) {
    return this.items.find((item) => item.id === id) ?? null;
  }
}
