import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** Two recordings side by side. */
export class ComparePanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('compare');
  }

  /** Compares two recordings by the names of their files. */
  async compare(left: string, right: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: 'Left' }).selectOption({ label: left });
    await this.panel.getByRole('combobox', { name: 'Right' }).selectOption({ label: right });
    await this.panel.getByRole('button', { name: 'Compare', exact: true }).click();
    await waitForIdle(this.#page);
  }

  summary(): Locator {
    return this.panel.getByTestId('compare-summary');
  }

  /** Lines of the list that are in sight. */
  pairs(): Locator {
    return this.panel.getByRole('grid', { name: 'Pairs of requests' }).getByRole('row');
  }

  details(): Locator {
    return this.panel.getByTestId('pair-details');
  }

  /** Puts the summary into the clipboard. */
  async copySummary(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Copy the summary' }).click();
    await this.#page.getByRole('menuitem', { name: /^Summary/ }).click();
    await waitForIdle(this.#page);
  }

  async click(name: string): Promise<void> {
    await this.panel.getByRole('button', { name, exact: true }).click();
    await waitForIdle(this.#page);
  }
}
