import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

/** The tenth store block is not counted; reading configuration space takes longer than an update interval. */
const FAULTS = {
  faults: [
    { call: 'pwrite', nth: 10, uncounted: true },
    { call: 'pread', nth: 3, slowMs: 5000 },
  ],
};

test('a store block the function did not count raises an alarm, and its recording tells so', {
  tag: '@browser',
}, async ({ workbench, page }) => {
  const script = join(await mkdtemp(join(tmpdir(), 'zpci-count-')), 'faults.json');
  await writeFile(script, JSON.stringify(FAULTS));
  await workbench.command('Close the session');
  const address = encodeURIComponent(`sim:ism?clock=virtual&faults=${script}`);
  await workbench.open(`${page.url().split('#')[0]}#open=${address}`);
  const { measurement, twoPaths, recordingBar, player } = workbench;
  await workbench.arm();
  await recordingBar.start();
  await workbench.bringToFront('Two paths');
  await twoPaths.choose('Pace', 'real');
  await twoPaths.choose('Length of the payload', '64');
  await twoPaths.storeButton().click();
  await expect(twoPaths.lane('four')).toContainText('told 16 times', { timeout: 30_000 });

  await workbench.bringToFront('Independent count');
  await measurement.countNow().click();
  await expect(measurement.counter('store block operations')).toContainText('26');
  await expect(measurement.alarm()).toHaveCount(0);
  await page.keyboard.press('Shift+F5');
  await workbench.idle();
  await measurement.countNow().click();
  await expect(measurement.alarm()).toContainText('The function counts 25 store block operations: expected 26.');

  await recordingBar.stop();
  await workbench.toasts().getByRole('button', { name: 'Open recording' }).click();
  await workbench.expectCondition('recorded');
  await workbench.bringToFront('Independent count');
  await expect(measurement.alarm()).toContainText('expected 26.');
  await player.click('To the beginning');
  await expect(measurement.panel).toContainText("The function's own count was not read before the cursor.");
  await player.goTo('count alarms', 'Next');
  await expect(measurement.alarm()).toContainText('The function counts 25 store block operations: expected 26.');
  await expect(measurement.panel.getByTestId('as-of')).toBeVisible();
  await player.click('One request back');
  await expect(measurement.alarm()).toHaveCount(0);
});
