import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CONNECT_MESSAGE, FILE_MESSAGE, PORT_MESSAGE, type ZpciHost } from '../contract/host-link.ts';

/**
 * All that the page gets of Electron. A port cannot cross the context bridge, so it is posted to the page's own window. Of a dropped
 * file only the main process is told the path.
 */
const host: ZpciHost<File> = {
  connect: () => ipcRenderer.send(CONNECT_MESSAGE),
  handOver(file) {
    const path = webUtils.getPathForFile(file);
    if (path) ipcRenderer.send(FILE_MESSAGE, path);
    return path !== '';
  },
};

ipcRenderer.on(PORT_MESSAGE, (event) => window.postMessage(PORT_MESSAGE, window.location.origin, event.ports));
contextBridge.exposeInMainWorld('zpciHost', host);
