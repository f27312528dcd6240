import { contextBridge, ipcRenderer } from 'electron';
import { CONNECT_MESSAGE, PORT_MESSAGE, type ZpciHost } from '../contract/host-link.ts';

/** All that the page gets of Electron. A port cannot cross the context bridge, so it is posted to the page's own window. */
const host: ZpciHost = { connect: () => ipcRenderer.send(CONNECT_MESSAGE) };

ipcRenderer.on(PORT_MESSAGE, (event) => window.postMessage(PORT_MESSAGE, window.location.origin, event.ports));
contextBridge.exposeInMainWorld('zpciHost', host);
