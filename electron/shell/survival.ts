import { app, type BrowserWindow, dialog } from 'electron';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';

/** A window that stops more often than this within the time is not loaded again without asking. */
const MOST_STOPS = 2;
const WITHIN_MS = 60_000;

const KEPT = 'Sessions and recordings live outside the window: they go on, and nothing is lost.';

/** Loads a window again whose page died, and lets the person decide about one that keeps dying or does not answer. */
export function keepAlive(window: BrowserWindow, tell: (info: ErrorInfo) => void): void {
  const { webContents } = window;
  let stops: number[] = [];
  webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    stops = [...stops.filter((at) => Date.now() - at < WITHIN_MS), Date.now()];
    if (stops.length > MOST_STOPS && !(await ask(window, `The window keeps stopping (${reason}).`, 'Quit')))
      return app.quit();
    tell({ code: 'window-stopped', message: `The window stopped (${reason}) and was loaded again.`, next: KEPT });
    webContents.reload();
  });
  window.on('unresponsive', async () => {
    if (await ask(window, 'The window does not answer.', 'Wait')) webContents.forcefullyCrashRenderer();
  });
}

/** Whether to load it again rather than the other thing. */
async function ask(window: BrowserWindow, message: string, otherwise: string): Promise<boolean> {
  const buttons = ['Load it again', otherwise];
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail: KEPT,
    buttons,
    cancelId: 1,
  });
  return response === 0;
}
