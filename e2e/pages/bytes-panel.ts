import type { Locator, Page } from '@playwright/test';

/** Raw bytes, those of the selected field lit. */
export class BytesPanel {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByTestId('bytes');
  }

  structure(): Locator {
    return this.panel.getByRole('combobox', { name: 'Structure to show' });
  }

  /** The byte at an offset of the structure that is shown. */
  byte(offset: number): Locator {
    return this.panel.locator(`[role="gridcell"][data-at="${offset}"]`);
  }

  /** Hex of the lit bytes, in order. */
  async lit(): Promise<string> {
    const cells = this.panel.locator('[role="gridcell"][data-at][aria-selected="true"]');
    return (await cells.allInnerTexts()).join('');
  }

  /** The line that tells name, type, value and byte order of the field under the cursor. */
  field(): Locator {
    return this.panel.locator('p[aria-live="polite"]');
  }
}
