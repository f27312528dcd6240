import { join } from 'node:path';
import { BrowserWindow, type Session, type WebContents } from 'electron';
import { isWindowPage, windowUrl } from './addresses.ts';

/** Copying a value is all that the window may do beyond its own page. */
const ALLOWED = 'clipboard-sanitized-write';

/** A window on the workbench, opening `address` at start; shut off from everything but its own page and the preload's one function. */
export function openWindow(preloadFolder: string, address: string | undefined): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    title: 'zPCI Workbench',
    show: false,
    webPreferences: {
      preload: join(preloadFolder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  keepOnOwnPage(window.webContents);
  denyPermissions(window.webContents.session);
  void window.loadURL(windowUrl(address));
  return window;
}

function keepOnOwnPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isWindowPage(event.url)) event.preventDefault();
  });
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === ALLOWED));
  session.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED);
  session.setDevicePermissionHandler(() => false);
}
