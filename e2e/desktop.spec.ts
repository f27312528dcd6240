import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  chooseFromMenu,
  chooseRecent,
  markedCommands,
  recentFiles,
} from './support/in-the-shell.ts';
import { recorded } from './support/recorded.ts';

const CAPTURE = join(import.meta.dirname, '..', 'assets', 'captures', 'k7.2full-q10-ism-net.json');

test.describe('with a desktop', { tag: '@shell' }, () => {
  test('a second start shows its address in the first window, and ends', async ({ workbench, shell }) => {
    expect(await shell.startAgain('--open=sim:nic')).toBe(0);
    await expect(workbench.shownTarget()).toHaveText('sim:nic');
    await workbench.idle();
  });

  test('a command of the menus is done in the window', async ({ workbench, shell }) => {
    await chooseFromMenu(shell.app, 'session.arm');
    await expect(workbench.topBar).toHaveAttribute('data-armed', 'true');
    await workbench.idle();
  });

  test('menus mark what is on, and the layout, theme and panels that are shown', async ({ workbench, shell }) => {
    const marked = () => markedCommands(shell.app);
    await expect.poll(marked).toEqual(expect.arrayContaining(['view.layout-inspect', 'view.theme-dark', 'view.bytes']));
    await chooseFromMenu(shell.app, 'view.layout-play');
    await chooseFromMenu(shell.app, 'view.theme-light');
    await chooseFromMenu(shell.app, 'session.arm');
    await workbench.idle();
    await expect.poll(marked).toEqual(expect.arrayContaining(['view.layout-play', 'view.theme-light', 'session.arm']));
    expect(await marked()).not.toEqual(expect.arrayContaining(['view.layout-inspect']));
    expect(await marked()).not.toEqual(expect.arrayContaining(['view.theme-dark']));
  });

  test('a file from anywhere on this computer opens through the desktop dialog', async ({ workbench, shell }) => {
    await answerOpenDialog(shell.app, [CAPTURE]);
    await chooseFromMenu(shell.app, 'session.open-file');
    await expect(workbench.shownTarget()).toContainText('k7.2full-q10-ism-net');
    await workbench.idle();
  });

  test('a file opened before opens again from the File menu, until such files are forgotten', async ({
    workbench,
    shell,
  }) => {
    const outside = join(shell.folder, '..', 'mine.json');
    copyFileSync(CAPTURE, outside);
    await answerOpenDialog(shell.app, [outside]);
    await chooseFromMenu(shell.app, 'session.open-file');
    await expect(workbench.shownTarget()).toContainText('mine.json');
    await chooseFromMenu(shell.app, 'session.close');
    await expect(workbench.shownTarget()).not.toContainText('mine.json');
    await chooseRecent(shell.app, 'mine.json');
    await expect(workbench.shownTarget()).toContainText('mine.json');
    await chooseRecent(shell.app, 'Forget these files');
    await expect.poll(() => recentFiles(shell.app)).toEqual(['No files yet']);
    await workbench.idle();
  });

  test('a recording is exported where the desktop dialog says', async ({ workbench, shell }) => {
    await recorded(workbench);
    const wanted = join(shell.folder, '..', 'evidence.csv');
    await answerSaveDialog(shell.app, wanted);
    await workbench.command('Export the recording');
    const dialog = workbench.dialog('Export the recording');
    await dialog.getByRole('radio', { name: /\.csv/ }).check();
    await dialog.getByRole('button', { name: 'Export …', exact: true }).click();
    await expect(dialog).toContainText(wanted);
    expect(readFileSync(wanted, 'utf8')).toContain('dma.map');
  });
});
