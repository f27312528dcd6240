import { expect, test } from './fixtures.ts';
import { recorded } from './support/recorded.ts';

test.describe('a recording as evidence', () => {
  test('sent again to a function like it goes as recorded, and compares the same', async ({ workbench }) => {
    await recorded(workbench);
    const { sendAgain, compare } = workbench;
    await workbench.command('Send it again');
    await sendAgain.fill({ to: 'sim:ism-peer', speed: 'max' });
    await expect(sendAgain.plan()).toContainText('Sends 3 requests');
    await expect(sendAgain.button()).toHaveAttribute('aria-disabled', 'true');
    await sendAgain.tick('Arm the target for it');
    await sendAgain.send();
    await expect(sendAgain.progress()).toContainText('3 of 3');
    await expect(sendAgain.progress()).toContainText('all as recorded');
    await sendAgain.click('Compare both');
    await expect(compare.summary()).toBeVisible();
  });

  test('sent to another function it stops where that answers otherwise, and says how', async ({ workbench }) => {
    await recorded(workbench);
    const { sendAgain } = workbench;
    await workbench.command('Send it again');
    await sendAgain.fill({ to: 'sim:nic', speed: 'max' });
    await sendAgain.tick('Arm the target for it');
    await sendAgain.send();
    await expect(sendAgain.progress()).toContainText('came otherwise');
    await expect(sendAgain.panel.getByRole('listbox', { name: 'What came otherwise' })).toContainText('expected');
  });

  test('is compared with another: what one of them has more is found, one by one', async ({ workbench }) => {
    const file = await recorded(workbench);
    const { compare } = workbench;
    await workbench.command('Compare two recordings');
    await compare.compare(file, 'ism-hello.mcap');
    await expect(compare.summary()).toContainText(/different|only right|only left/);
    await compare.click('Next difference');
    await expect(compare.details()).toBeVisible();
    await compare.pairs().first().press('Alt+ArrowDown');
    await expect(compare.pairs().nth(1)).toHaveAttribute('aria-selected', 'true');
  });

  test('gives a program of its chosen requests', async ({ workbench }) => {
    await recorded(workbench);
    const { requests, composer } = workbench;
    await requests.ofKind('buffer.alloc').click();
    await requests.ofKind('dma.map').click({ modifiers: ['Shift'] });
    await workbench.idle();
    await expect(requests.chosen()).toHaveCount(2);
    await requests.makeProgram();
    await expect(composer.steps()).toHaveCount(2);
  });

  // In the application a dialog asks where to: desktop.spec.ts.
  test('is exported, and says where to', { tag: '@browser' }, async ({ workbench }) => {
    await recorded(workbench);
    await workbench.command('Export the recording');
    const dialog = workbench.dialog('Export the recording');
    await dialog.getByRole('radio', { name: /\.csv/ }).check();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await workbench.idle();
    await expect(dialog).toContainText('exports');
    await expect(dialog).toContainText('.csv');
  });
});

// The application lets no page read the clipboard.
test('requests and what a comparison found are copied', { tag: '@browser' }, async ({ workbench, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const file = await recorded(workbench);
  const { requests, compare } = workbench;
  await requests.ofKind('buffer.alloc').click();
  await requests.ofKind('dma.map').click({ modifiers: ['Shift'] });
  await workbench.idle();
  await requests.copyAs('Program step');
  await expect.poll(copied).toContain('"kind":"dma.map"');
  expect(await copied()).toContain('"kind":"buffer.alloc"');
  await workbench.command('Compare two recordings');
  await compare.compare(file, 'ism-hello.mcap');
  await compare.copySummary();
  await expect.poll(copied).toContain('ism-hello.mcap');
});
