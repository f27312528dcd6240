import { expect, type Page } from '@playwright/test';

/** Waits until the window declares itself at rest: no call under way, nothing loading, the last change painted. */
export async function waitForIdle(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-idle', 'true', { timeout: 20_000 });
}
