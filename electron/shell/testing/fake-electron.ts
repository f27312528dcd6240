import { EventEmitter } from 'node:events';

/** What the shell asks of Electron, remembered. It proves what is asked for, not what Electron makes of it. */
export const asked: {
  schemes: unknown[];
  answer?: (request: { url: string }) => Promise<Response>;
  connect?: { channel: string; listener: (event: { senderFrame: unknown }) => void };
  window?: BrowserWindow;
} = { schemes: [] };

type Handler = (...args: unknown[]) => unknown;

class FakeContents extends EventEmitter {
  openHandler?: () => { action: string };
  readonly permissions: Record<string, Handler> = {};
  readonly session = {
    setPermissionRequestHandler: (handler: Handler) => this.#keep('request', handler),
    setPermissionCheckHandler: (handler: Handler) => this.#keep('check', handler),
    setDevicePermissionHandler: (handler: Handler) => this.#keep('device', handler),
  };
  setWindowOpenHandler(handler: () => { action: string }) {
    this.openHandler = handler;
  }
  #keep(name: string, handler: Handler) {
    this.permissions[name] = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly options: { webPreferences: Record<string, unknown> };
  url = '';
  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    asked.window = this;
  }
  async loadURL(url: string) {
    this.url = url;
  }
  show() {}
}

export class FakePort extends EventEmitter {
  start() {}
  close() {}
}

export class MessageChannelMain {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();
}

export const ipcMain = {
  on(channel: string, listener: (event: { senderFrame: unknown }) => void) {
    asked.connect = { channel, listener };
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
