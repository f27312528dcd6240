import { BrowserWindow } from 'electron';
import { lockDown } from './lockdown.ts';
import type { Place } from './window-place.ts';

export interface WindowOptions {
  /** Path of the preload bundle. */
  readonly preload: string;
  readonly url: string;
  readonly place: Place;
}

/** A window on the workbench, shut off from everything but its own page and the preload's one function. */
export function openWindow({ preload, url, place }: WindowOptions): BrowserWindow {
  const { maximized, ...bounds } = place;
  const window = new BrowserWindow({
    ...bounds,
    title: 'zPCI Workbench',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  lockDown(window.webContents);
  void window.loadURL(url);
  return window;
}
