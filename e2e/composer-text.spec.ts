import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { ProgramText } from './pages/program-text.ts';
import { ProgramsPanel } from './pages/programs-panel.ts';

test('cards and text show the same program, one history takes both back, and its file changes by one line @browser', async ({
  workbench,
  running,
}) => {
  const { composer, page } = workbench;
  const [text, programs] = [new ProgramText(page), new ProgramsPanel(page)];
  await workbench.chooseLayout('Compose');
  await workbench.bringToFront('Programs');
  await programs.name('New program', 'ism/first');
  const file = join(running.folder, 'programs/ism/first.zpci.json');
  await composer.addSteps('PCILG 8 bytes of BAR 2');
  await text.show();

  await text.line('"length": 8').click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('"length": 4');
  await workbench.idle();
  await expect(composer.field('length')).toHaveValue('4');
  await composer.field('offset').fill('$base + 8');
  await expect(text.line('"offset": "$base + 8"')).toBeVisible();
  await page.keyboard.press('Control+z');
  await workbench.idle();
  await expect(text.line('"offset": "0x0"')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(composer.file()).toHaveAttribute('data-unsaved', 'false');
  const saved = await readFile(file, 'utf8');
  expect(saved).toContain('"length": 4');

  await composer.field('offset').fill('0x10');
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFile(file, 'utf8')).toBe(saved.replace('"offset": "0x0"', '"offset": "0x10"'));

  await programs.entry('first').click();
  await programs.name('Rename or move', 'lab/second');
  await expect(programs.entry('second')).toContainText('in the composer');
  const moved = join(running.folder, 'programs/lab/second.zpci.json');
  await composer.field('offset').fill('0x20');
  await writeFile(moved, saved);
  await expect(composer.panel.getByRole('alert')).toContainText('was changed on the disk');
  await composer.panel.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByTestId('compare-text').getByText('"offset": "0x20"')).toBeVisible();
  await page.keyboard.press('Escape');
  await composer.panel.getByRole('button', { name: 'Take theirs' }).click();
  await expect(composer.field('offset')).toHaveValue('0x0');
});
