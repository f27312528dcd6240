import { expect, test } from './fixtures.ts';
import { privateFolder } from './launchers/folder.ts';
import { serveFolder } from './launchers/serve.ts';
import { ComposerPanel } from './pages/composer-panel.ts';
import { ProgramText } from './pages/program-text.ts';
import { WorkbenchWindow } from './pages/workbench-window.ts';

test('what was typed, half a program, is there again after the workbench was killed and started anew @browser', async ({
  browser,
}) => {
  const place = privateFolder();
  const first = await serveFolder(browser, place);
  const before = new WorkbenchWindow(first.page);
  await before.idle();
  await before.chooseLayout('Compose');
  await before.composer.addSteps('PCILG 8 bytes of BAR 2');
  const text = new ProgramText(first.page);
  await text.show();
  await text.press('Control+End');
  await first.page.keyboard.type('"half typed');
  await expect(first.page.getByTestId('program-file')).toHaveAttribute('data-kept', 'true');
  process.kill(first.pid, 'SIGKILL');
  // Its window would look for it again and again.
  await first.page.context().close();

  const second = await serveFolder(browser, place);
  const after = new WorkbenchWindow(second.page);
  await after.idle();
  await after.chooseLayout('Compose');
  await new ProgramText(second.page).show();
  await expect(new ProgramText(second.page).line('half typed')).toBeVisible();
  await expect(new ComposerPanel(second.page).panel.getByRole('status').first()).toContainText('no program yet');
  await new ProgramText(second.page).press('Control+z');
  expect(await second.stop()).toBe(0);
});
