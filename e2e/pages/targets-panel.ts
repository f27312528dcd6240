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

  /** All about the line in use. */
  detail(): Locator {
    return this.panel.getByTestId('target-detail');
  }

  /** The line of a target or a machine. */
  at(address: string): Locator {
    return this.panel.locator(`[role="option"][data-address="${address}"]`);
  }

  /** Puts a line in use without opening it. */
  async point(address: string): Promise<void> {
    await this.at(address).click();
    await waitForIdle(this.#page);
  }
}
