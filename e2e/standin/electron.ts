import { App } from './app/app.ts';
import { IpcMain } from './ipc/ipc-main.ts';
import { MessageChannelMain } from './ipc/ports.ts';
import { CrashReporter, Shell } from './models/desktop.ts';
import { Dialog } from './models/dialog.ts';
import { Menu, MenuItem } from './models/menu.ts';
import { NativeTheme } from './models/native-theme.ts';
import { Screen } from './models/screen.ts';
import { Browser } from './process/browser.ts';
import type { Chromium } from './process/chromium.ts';
import type { CommandLine } from './process/command-line.ts';
import { strict } from './strict/gap.ts';
import { BrowserWindow } from './window/browser-window.ts';
import { Protocol, Schemes } from './window/protocol.ts';
import { Session } from './window/session.ts';
import { WebContents } from './window/web-contents.ts';

/** What `require('electron')` gives in the main process. */
export function mainModule(app: App, schemes: Schemes, ipcMain: IpcMain, defaultSession: Session) {
  return {
    app,
    BrowserWindow,
    crashReporter: new CrashReporter(),
    dialog: new Dialog(),
    ipcMain,
    Menu,
    MenuItem,
    MessageChannelMain,
    nativeTheme: new NativeTheme(),
    protocol: new Protocol(schemes, () => app.isReady()),
    screen: new Screen(),
    session: { defaultSession },
    shell: new Shell(),
    webContents: WebContents,
  };
}

/** The stand-in, to be loaded before the application, and what to call when the browser runs. */
export function createElectron(line: CommandLine) {
  const app = new App(line);
  const schemes = new Schemes();
  const ipcMain = new IpcMain();
  const session = new Session();
  let browser: Browser | undefined;
  const surroundings = () => {
    if (!browser) throw new Error('Cannot create BrowserWindow before app is ready');
    return { browser, schemes, ipcMain, session };
  };
  BrowserWindow.showIn(surroundings, (window) => App.opened(app, window));
  const started = async (chromium: Chromium) => {
    browser = await Browser.of(chromium);
    Session.watchDownloads(session, browser);
    App.start(app, () => chromium.end());
  };
  return { app, started, electron: strict(mainModule(app, schemes, ipcMain, session), () => 'electron') };
}
