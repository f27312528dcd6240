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

test('a store block the function did not count raises an alarm', { tag: '@browser' }, async ({ workbench, page }) => {
  const script = join(await mkdtemp(join(tmpdir(), 'zpci-count-')), 'faults.json');
  await writeFile(script, JSON.stringify(FAULTS));
  await workbench.command('Close the session');
  const address = encodeURIComponent(`sim:ism?clock=virtual&faults=${script}`);
  await workbench.open(`${page.url().split('#')[0]}#open=${address}`);
  const { measurement, twoPaths } = workbench;
  await workbench.arm();
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
});
