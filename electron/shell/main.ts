import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { type ErrorInfo, EXIT_STATUS, errorInfo, errorLine } from '../../native-bridge/contract/errors.ts';
import { findInstallation, workbenchFolder } from '../serve/installation.ts';
import { Workbench } from '../workbench/workbench.ts';
import { windowUrl } from './addresses.ts';
import { acceptFiles, acceptWindows } from './connections.ts';
import { Desk } from './desk.ts';
import { drawsInSoftware } from './graphics.ts';
import { becomeOnly } from './handover.ts';
import { keepPlaceOf, nextPlace } from './kept-place.ts';
import { wishesOf, wishOf } from './launch.ts';
import { showMenu } from './menu.ts';
import { followRecent } from './recent-files.ts';
import { keepAlive } from './survival.ts';
import { openWindow as openWindowAt } from './window.ts';
import { announceScheme, serveWindowFiles } from './window-files.ts';

/** Composition root of the Electron application. */
async function start(): Promise<Desk> {
  const { root, version, bridgeCommand, parcel, assets, windowFolder } = findInstallation();
  const workbench = new Workbench({
    folder: workbenchFolder(),
    bridgeCommand,
    parcel,
    version,
    assets,
    host: 'electron',
  });
  endInOrder(workbench);
  await app.whenReady();
  serveWindowFiles(windowFolder);
  const openFile = (path: string) => void desk.show([wishOf(path, '/')]);
  const menu = showMenu({
    isDevelopment: !app.isPackaged,
    run: (command) => desk.run(command),
    openFile,
    forgetRecent: () => void workbench.forgetRecent(),
  });
  const openWindow = newWindow(root, (info) => desk.tell(info));
  const desk = new Desk({ workbench, openWindow, showCommands: menu.show, recent: followRecent(menu.recent) });
  acceptWindows((carrier, window) => desk.attach(carrier, window));
  acceptFiles(openFile);
  await desk.show(wishesOf(process.argv, process.cwd()));
  return desk;
}

const newWindow = (root: string, tell: (info: ErrorInfo) => void) => (address: string | undefined) => {
  const places = join(app.getPath('userData'), 'window.json');
  const preload = join(root, 'dist', 'shell', 'preload.cjs');
  const window = openWindowAt({ preload, url: windowUrl(address), place: nextPlace(places) });
  keepPlaceOf(window, places);
  keepAlive(window, tell);
  return window;
};

/** Recordings are made whole before the process ends. */
function endInOrder(workbench: Workbench): void {
  let isClosed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void workbench.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

/** Without a window there is nobody else to say it. */
function tellNoStart(thrown: unknown): void {
  const info = errorInfo(thrown);
  dialog.showErrorBox('zPCI Workbench cannot start', errorLine(info));
  app.exit(EXIT_STATUS[info.code] ?? 3);
}

let started: Promise<Desk> | undefined;
if (becomeOnly((wishes) => void started?.then((desk) => desk.show(wishes)))) {
  announceScheme();
  app.enableSandbox();
  const screen = { env: process.env, platform: process.platform, hasGpu: existsSync('/dev/dri') };
  if (drawsInSoftware(screen)) app.disableHardwareAcceleration();
  started = start();
  started.catch(tellNoStart);
} else app.quit();
