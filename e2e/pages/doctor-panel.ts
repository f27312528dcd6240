import type { Locator, Page } from '@playwright/test';

/** What is missing, check by check. */
export class DoctorPanel {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByTestId('doctor');
  }

  /** What is looked at: this machine, another one, a function. */
  chosen(): Locator {
    return this.panel.getByRole('combobox', { name: 'What to check' }).locator('option:checked');
  }

  checks(): Locator {
    return this.panel.getByRole('list', { name: 'Checks' }).getByRole('listitem');
  }

  check(id: string): Locator {
    return this.panel.locator(`[data-check="${id}"]`);
  }

  /** What it all comes to. */
  summary(): Locator {
    return this.panel.getByRole('status');
  }

  runAgain(): Locator {
    return this.panel.getByRole('button', { name: 'Run again' });
  }
}
