import type { Locator, Page } from '@playwright/test';

/** What is asked before something dangerous is done. */
export class DangerDialog {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByTestId('danger-dialog');
  }

  leave(): Locator {
    return this.panel.getByRole('button', { name: 'Leave it' });
  }

  goOn(): Locator {
    return this.panel.getByRole('button', { name: 'It is meant: go on' });
  }
}
