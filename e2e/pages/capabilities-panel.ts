import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** The tree of what kernel and firmware say. */
export class CapabilitiesPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('capabilities');
  }

  /** The first line whose name and value match. */
  line(text: string | RegExp): Locator {
    return this.panel.getByRole('row', { name: text }).first();
  }

  async select(text: string | RegExp): Promise<void> {
    await this.line(text).click();
    await waitForIdle(this.#page);
  }

  /** Shows the end of the tree; lines out of view do not exist. */
  async scrollToEnd(): Promise<void> {
    await this.panel.getByRole('treegrid').press('End');
    await waitForIdle(this.#page);
  }
}
