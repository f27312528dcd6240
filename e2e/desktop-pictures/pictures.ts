import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'test-results', 'desktop');
const MENUS = ['File', 'Edit', 'View', 'Session', 'Requests', 'Selection', 'Recording', 'Help'];

/** Pictures what `show` makes the desktop draw, and puts it away with the button or by closing it. */
async function picture(app: ElectronApplication, name: string, show: () => Promise<unknown>, button?: string) {
  const opened = app.waitForEvent('window');
  await show();
  const drawn = await opened;
  await expect(drawn.locator('.window')).toBeVisible();
  const closed = drawn.waitForEvent('close');
  await drawn.locator('.window').screenshot({ path: join(FOLDER, `${name}.png`) });
  if (button) await drawn.getByRole('button', { name: button, exact: true }).click();
  else await drawn.close();
  await closed;
}

const openMenu = (app: ElectronApplication, label: string) =>
  app.evaluate(({ BrowserWindow, Menu }, label) => {
    const item = Menu.getApplicationMenu()!.items.find((item) => item.label === label)!;
    item.submenu!.popup({ window: BrowserWindow.getAllWindows()[0]! });
  }, label);

const choose = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()!.getMenuItemById(id)!.click(), id);

/** As a window that does not answer. */
const hang = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]!.emit('unresponsive'));

/** Desktop and window alike: a window is dark unless its user chose otherwise. */
async function setTheme(app: ElectronApplication, page: Page, theme: 'dark' | 'light') {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
  if (theme === 'light') await page.getByRole('button', { name: 'Light theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

for (const theme of ['dark', 'light'] as const)
  test(`menus and dialogs of the desktop, ${theme}`, async ({ workbench, shell: { app }, page }, { project }) => {
    await setTheme(app, page, theme);
    await workbench.idle();
    const named = (what: string) => `${theme}-${project.name}-${what}`;
    for (const menu of MENUS) await picture(app, named(`menu-${menu.toLowerCase()}`), () => openMenu(app, menu));
    await picture(app, named('dialog-open'), () => choose(app, 'session.open-file'), 'Cancel');
    await picture(app, named('dialog-save'), () => choose(app, 'session.capture'), 'Cancel');
    await picture(app, named('dialog-hang'), () => hang(app), 'Wait');
    await workbench.idle();
  });
