import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { WorkbenchWindow } from './pages/workbench-window.ts';

/** Playwright gives up a page that crashed, so the window is asked through the application. */
const shown = (app: ElectronApplication, expression: string): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }, code) => {
    const [window] = BrowserWindow.getAllWindows();
    return window!.webContents.executeJavaScript(code).catch(() => undefined);
  }, expression);

test('a page that crashes is loaded again: session and recording went on', { tag: '@shell' }, async ({
  page,
  shell,
}) => {
  const workbench = new WorkbenchWindow(page);
  await workbench.idle();
  await workbench.arm();
  await workbench.recordingBar.start();
  const file = await workbench.recordingBar.file().innerText();
  await shell.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(() => shown(shell.app, 'document.body.innerText')).toContain('was loaded again');
  await expect.poll(() => shown(shell.app, 'document.body.innerText')).toContain(file);
  await expect
    .poll(() => shown(shell.app, 'document.querySelector("[data-testid=top-bar]").dataset.armed'))
    .toBe('true');
});
