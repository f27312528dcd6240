import { expect, test } from '../fixtures.ts';

test.describe('the stand-in', { tag: '@standin' }, () => {
  test('names what it does not have', async ({ workbench, shell }) => {
    const said = await shell.app.evaluate((electron) => {
      const refused = (ask: () => unknown) => {
        try {
          return ask();
        } catch (thrown) {
          return (thrown as Error).message.split(':')[0];
        }
      };
      const [window] = electron.BrowserWindow.getAllWindows();
      return [
        refused(() => electron.Tray),
        refused(() => electron.app.getAppMetrics()),
        refused(() => window!.setOpacity(1)),
        refused(() => window!.webContents.printToPDF({})),
        refused(() => electron.app.on('login', () => {})),
      ];
    });
    const members = ['electron.Tray', 'App.getAppMetrics', 'BrowserWindow.setOpacity', 'WebContents.printToPDF'];
    expect(said).toEqual([...members, "App.on('login')"].map((name) => `The stand-in for Electron has no ${name}`));
    await workbench.idle();
  });
});
