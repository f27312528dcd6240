import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** What can be opened. */
export class TargetsPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('targets');
  }

  entry(name: string | RegExp): Locator {
    return this.panel.getByRole('option', { name });
  }

  async open(name: string | RegExp): Promise<void> {
    await this.entry(name).dblclick();
    await waitForIdle(this.#page);
  }

  /** Looks again what there is to open. */
  async refresh(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Look again' }).click();
    await waitForIdle(this.#page);
  }
}
