import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** More stops than any layout has. */
const MOST_STOPS = 120;

/** Goes on with Tab until `goal` has the keyboard. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${goal}`);
}

test('a function is opened, inspected, armed, sent to and recorded without a mouse', async ({ workbench, page }) => {
  const { bytes, capabilities, composer, requests, recordingBar, targets, topBar } = workbench;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    await workbench.idle();
  };
  /** Goes to a panel by its key, and waits until the keyboard is there. */
  const goTo = async (key: string, panel: Locator) => {
    await press(key);
    await expect(panel.locator(':focus')).toHaveCount(1);
  };

  await goTo('Control+o', targets.panel);
  await press('Home', 'ArrowDown', 'ArrowDown', 'Enter');
  await expect(workbench.shownTarget()).toHaveText('sim:nic');
  await goTo('Control+o', targets.panel);
  await press('Home', 'Enter');
  await expect(workbench.shownTarget()).toHaveText('sim:ism');

  await goTo('Control+2', capabilities.panel);
  await press('Home', 'ArrowDown', 'ArrowDown');
  await expect(bytes.field()).toContainText('flags');

  await press('Control+Shift+A');
  await expect(topBar).toHaveAttribute('data-armed', 'true');
  await press('Control+e');
  await expect(recordingBar.file()).toBeVisible();

  await goTo('Control+5', composer.panel);
  await tabTo(page, composer.panel.getByRole('button', { name: 'PCISTB 4 KiB counter to BAR 0' }));
  await press('Enter');
  await expect(composer.steps()).toHaveCount(1);
  await tabTo(page, composer.field('offset'));
  await press('Control+Enter');
  await expect(composer.result()).toContainText('predicted ok, answered ok');

  await goTo('Control+6', requests.panel);
  await press('End');
  await expect(requests.ofKind('pcistb')).toHaveAttribute('aria-selected', 'true');
  await press('Control+e');
  await expect(workbench.toasts().filter({ hasText: 'Recorded to' })).toBeVisible();
  await press('Control+Shift+A');
  await expect(topBar).toHaveAttribute('data-armed', 'false');
});
