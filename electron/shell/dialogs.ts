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
  save: (kind, proposed) =>
    place(window, { title: `Save the ${kind}`, name: NAMES[kind], ending: FILE_KINDS[kind].ending }, proposed),
  saveExport: (name, ending, proposed) => place(window, { title: 'Export the recording', name, ending }, proposed),
});

interface Wanted {
  readonly title: string;
  /** Of the kind of file. */
  readonly name: string;
  readonly ending: string;
}

async function place(window: BrowserWindow, wanted: Wanted, proposed: string): Promise<string | undefined> {
  const { title, name, ending } = wanted;
  const { filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: proposed,
    filters: [{ name, extensions: [ending.slice(1)] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (!filePath || filePath.endsWith(ending)) return filePath || undefined;
  const whole = filePath + ending;
  // Not every desktop adds the ending; then nobody was asked whether a file of the whole name may be replaced.
  return existsSync(whole) ? place(window, wanted, whole) : whole;
}
