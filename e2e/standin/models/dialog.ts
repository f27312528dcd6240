import type * as Electron from 'electron';
import { drawFiles, drawMessage } from '../drawing/dialogs.ts';
import { Strict } from '../strict/strict.ts';
import type { BrowserWindow } from '../window/browser-window.ts';

/** The window a dialog lies over, and what it asks. Throws unless dialogs are drawn. */
function question<Options>(name: string, asked: unknown[]): [BrowserWindow, Options] {
  const ways = 'a test replaces it with its answer first, or ZPCIWB_STANDIN_DRAWS=1 draws it.';
  if (!process.env.ZPCIWB_STANDIN_DRAWS)
    throw new Error(`Nobody answers dialog.${name} in the stand-in for Electron: ${ways}`);
  return asked as [BrowserWindow, Options];
}

/** Dialogs have no window here: a test puts its answer in the place of the function it expects to be asked, or has them drawn. */
export class Dialog extends Strict {
  async showOpenDialog(...asked: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    const [window, options] = question<Electron.OpenDialogOptions>('showOpenDialog', asked);
    const path = await drawFiles(options, 'Open', window);
    return { canceled: path === undefined, filePaths: path === undefined ? [] : [path] };
  }

  async showSaveDialog(...asked: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    const [window, options] = question<Electron.SaveDialogOptions>('showSaveDialog', asked);
    const path = await drawFiles(options, 'Save', window);
    return { canceled: path === undefined, filePath: path ?? '' };
  }

  async showMessageBox(...asked: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const [window, options] = question<Electron.MessageBoxOptions>('showMessageBox', asked);
    return { response: await drawMessage(options, window), checkboxChecked: false };
  }

  /** Electron itself shows this where nobody can answer, and goes on. */
  showErrorBox(title: string, content: string): void {
    console.error(`${title}: ${content}`);
  }
}
