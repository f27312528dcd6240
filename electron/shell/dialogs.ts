import { existsSync } from 'node:fs';
import { type BrowserWindow, dialog } from 'electron';
import type { Dialogs } from '../workbench/desktop.ts';
import { FILE_KINDS, type FileKind } from '../workbench/files/names.ts';

const ALL = { name: 'Recordings, captures and programs', extensions: ['mcap', 'json'] };

const NAMES: Record<FileKind, string> = { recording: 'Recordings', capture: 'Captures', program: 'Programs' };

/** The desktop's own file dialogs, over `window`. */
export const dialogsOf = (window: BrowserWindow): Dialogs => ({
  async open() {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open files',
      filters: [ALL],
      properties: ['openFile', 'multiSelections'],
    });
    return filePaths;
  },
  async save(kind, proposed) {
    const { ending } = FILE_KINDS[kind];
    const { filePath } = await dialog.showSaveDialog(window, {
      title: `Save the ${kind}`,
      defaultPath: proposed,
      filters: [{ name: NAMES[kind], extensions: [ending.slice(1)] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (!filePath || filePath.endsWith(ending)) return filePath || undefined;
    const whole = filePath + ending;
    // Not every desktop adds the ending; then nobody was asked whether a file of the whole name may be replaced.
    return existsSync(whole) ? this.save(kind, whole) : whole;
  },
});
