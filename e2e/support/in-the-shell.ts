import type { ElectronApplication } from '@playwright/test';

/** Chooses an item of the application's menus, as soon as it can be chosen. */
export const chooseFromMenu = (app: ElectronApplication, command: string): Promise<void> =>
  app.evaluate(async ({ Menu }, id) => {
    // The menus are built anew now and then.
    const item = () => Menu.getApplicationMenu()!.getMenuItemById(id)!;
    while (!item().enabled) await new Promise((resolve) => setTimeout(resolve, 10));
    item().click();
  }, command);

/** Ids of the commands that have a mark in the menus. */
export const markedCommands = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    return items.filter(({ checked }) => checked).map(({ id }) => id);
  });

/** What the menu of files opened lately says. */
export const recentFiles = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'File')!.submenu!;
    return file.items.find(({ label }) => label === 'Open recent')!.submenu!.items.map(({ label }) => label);
  });

/** Chooses in that menu, as soon as there is something with such a name. */
export const chooseRecent = (app: ElectronApplication, name: string): Promise<void> =>
  app.evaluate(async ({ Menu }, wanted) => {
    const found = () => {
      const file = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'File')!.submenu!;
      const recent = file.items.find(({ label }) => label === 'Open recent')!.submenu!;
      return recent.items.find(({ label }) => label.includes(wanted));
    };
    while (!found()) await new Promise((resolve) => setTimeout(resolve, 10));
    found()!.click();
  }, name);

/** Answers the next dialog that asks for files. */
export const answerOpenDialog = (app: ElectronApplication, filePaths: string[]): Promise<void> =>
  app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: paths });
  }, filePaths);

/** Answers the next dialog that asks where a file is to be kept. */
export const answerSaveDialog = (app: ElectronApplication, filePath: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);

/** Resolves with whether the application prevented the next navigation of its window. */
export const nextNavigationPrevented = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return new Promise<boolean>((resolve) =>
      window!.webContents.once('will-frame-navigate', (event) => resolve(event.defaultPrevented)),
    );
  });
