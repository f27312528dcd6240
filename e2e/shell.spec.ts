import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { WorkbenchWindow } from './pages/workbench-window.ts';
import { zpciwb } from './support/command-line.ts';
import { nextNavigationPrevented } from './support/in-the-shell.ts';

test.describe('in the application', { tag: '@shell' }, () => {
  test('the window shows its own page and has nothing of Node.js', async ({ workbench, shell }) => {
    const shown = await shell.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => [webContents.getURL(), webContents.getTitle()]),
    );
    expect(shown).toEqual([[expect.stringMatching(/^app:\/\/workbench\//), 'zPCI Workbench']]);
    const given = await workbench.page.evaluate(() =>
      ['zpciHost', 'require', 'process', 'Buffer', 'ipcRenderer'].map((name) => typeof Reflect.get(window, name)),
    );
    expect(given).toEqual(['object', 'undefined', 'undefined', 'undefined', 'undefined']);
  });

  test('the window goes to no other page and opens no other window', async ({ workbench, shell }) => {
    const prevented = nextNavigationPrevented(shell.app);
    await workbench.page.evaluate(() => window.location.assign('https://example.org/'));
    expect(await prevented).toBe(true);
    const opened = await workbench.page.evaluateHandle(() => window.open('https://example.org/'));
    await expect.poll(() => opened.evaluate((other) => other?.closed ?? true)).toBe(true);
    await workbench.expectCondition('live');
  });

  test('the window may ask for nothing', async ({ workbench: { page } }) => {
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
    const position = await page.evaluate(
      () =>
        new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code }) => resolve(code),
          ),
        ),
    );
    expect(position).toBe(1);
    const pasted = await page.evaluate(() => navigator.clipboard.readText().catch(({ name }) => name));
    expect(pasted).toBe('NotAllowedError');
  });

  test('closing the window ends the application with the recording whole', async ({ page, shell }) => {
    const workbench = new WorkbenchWindow(page);
    const { recordingBar, iovaMap } = workbench;
    await workbench.idle();
    await workbench.arm();
    await recordingBar.start();
    const file = await recordingBar.file().innerText();
    await iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
    await page.close();
    expect(await shell.ended).toBe(0);
    expect(await zpciwb('verify', join(shell.folder, 'recordings', file))).toContain('Whole');
  });
});
