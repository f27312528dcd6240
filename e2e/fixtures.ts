import { join } from 'node:path';
import { test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { launchers } from './launchers/index.ts';
import type { HostName, RunningWorkbench, ServedWorkbench, ShellWorkbench } from './launchers/launcher.ts';
import { WorkbenchWindow } from './pages/workbench-window.ts';

export { expect };

/** Set for each project of playwright.config.ts. */
export interface Options {
  host: HostName;
  /** Device pixels a CSS pixel, where the application has windows of its own. */
  scale: number;
}

interface Fixtures {
  /** A workbench process of the test's own. */
  running: RunningWorkbench;
  /** The same in tests tagged `@browser`. */
  served: ServedWorkbench;
  /** The same in tests tagged `@shell`. */
  shell: ShellWorkbench;
  /** Its window, at rest on what opens at start. Fails the test when the page logged an error. */
  workbench: WorkbenchWindow;
}

export const test = base.extend<Fixtures & Options>({
  host: ['serve', { option: true }],
  scale: [1, { option: true }],

  running: async ({ browser, host, scale }, use) => {
    const running = await launchers[host](browser, scale);
    await use(running);
    expect(await running.stop()).toBe(0);
  },

  served: ({ running }, use) => use(running as ServedWorkbench),
  shell: ({ running }, use) => use(running as ShellWorkbench),
  page: ({ running }, use) => use(running.page),

  workbench: async ({ page }, use, info) => {
    const workbench = new WorkbenchWindow(page);
    await workbench.idle();
    await use(workbench);
    await page.screenshot({ path: screenshotPath(info) });
    expect(await complaintsOf(page)).toEqual([]);
  },
});

/** Everything the page complained about, violations of the content policy among them. */
async function complaintsOf(page: Page): Promise<string[]> {
  const errors = await page.pageErrors({ filter: 'all' });
  const messages = await page.consoleMessages({ filter: 'all' });
  const logged = messages.filter((message) => message.type() === 'error').map((message) => message.text());
  return [...errors.map(({ stack, message }) => stack ?? message), ...logged];
}

const screenshotPath = ({ title, project }: TestInfo): string =>
  join(import.meta.dirname, 'screenshots', project.name, `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`);
