import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** The list of everything that was asked. */
export class RequestsPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('requests');
  }

  /** Rows of one kind, such as `pcistb`. */
  ofKind(kind: string): Locator {
    return this.panel.locator(`[role="row"][data-kind="${kind}"]`);
  }

  rows(): Locator {
    return this.panel.locator('[role="row"][data-kind]');
  }

  async select(row: Locator): Promise<void> {
    await row.click();
    await waitForIdle(this.#page);
  }

  details(): Locator {
    return this.panel.getByTestId('request-details');
  }
}
