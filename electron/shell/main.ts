import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { findInstallation, workbenchFolder } from '../serve/installation.ts';
import { Workbench } from '../workbench/workbench.ts';
import { addressArgument } from './addresses.ts';
import { acceptWindows } from './connections.ts';
import { openWindow } from './window.ts';
import { announceScheme, serveWindowFiles } from './window-files.ts';

/** Composition root of the Electron application. */
const { root, version, bridgeCommand, windowFolder } = findInstallation();
const workbench = new Workbench({ folder: workbenchFolder(), bridgeCommand, version, host: 'electron' });
const open = () => openWindow(join(root, 'dist', 'shell'), addressArgument(process.argv));

/** Recordings are made whole before the process ends. */
function endInOrder(): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void workbench.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

announceScheme();
endInOrder();
app.enableSandbox();
app.on('window-all-closed', () => app.quit());
app.on('activate', () => BrowserWindow.getAllWindows().length === 0 && open());
void app.whenReady().then(() => {
  serveWindowFiles(windowFolder);
  acceptWindows((carrier) => workbench.attach(carrier));
  open();
});
