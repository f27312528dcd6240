import { join } from 'node:path';
import { test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { WorkbenchWindow } from './pages/workbench-window.ts';
import { type RunningWorkbench, startWorkbench } from './support/running-workbench.ts';

export { expect };

interface Fixtures {
  /** A workbench process of the test's own. */
  running: RunningWorkbench;
  /** Its window, at rest on what opens at start. Fails the test when the page logged an error. */
  workbench: WorkbenchWindow;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern
  running: async ({}, use) => {
    const running = await startWorkbench();
    await use(running);
    expect(await running.stop()).toBe(0);
  },

  workbench: async ({ page, running }, use, info) => {
    const complaints = listenForErrors(page);
    const workbench = new WorkbenchWindow(page);
    await workbench.open(running.url);
    await use(workbench);
    await page.screenshot({ path: screenshotPath(info) });
    expect(complaints).toEqual([]);
  },
});

/** Everything the page complains about, violations of the content policy among them. */
function listenForErrors(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

const screenshotPath = ({ title }: TestInfo): string =>
  join(import.meta.dirname, 'screenshots', `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`);
