import type { Locator, Page } from '@playwright/test';

/** The list of everything that was asked. */
export class RequestsPanel {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByTestId('requests');
  }

  /** Rows of one kind, such as `pcistb`. */
  ofKind(kind: string): Locator {
    return this.panel.locator(`[role="row"][data-kind="${kind}"]`);
  }

  rows(): Locator {
    return this.panel.locator('[role="row"][data-kind]');
  }
}
