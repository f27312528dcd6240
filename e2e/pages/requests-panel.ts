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

  /** The row the cursor of a recording stands behind. */
  atCursor(): Locator {
    return this.panel.locator('[role="row"][data-cursor="true"]');
  }

  /** Words to look for, or an expression such as `errno != 0 && len > 64`. */
  filter(): Locator {
    return this.panel.getByRole('searchbox', { name: 'Filter by text or expression' });
  }
}
