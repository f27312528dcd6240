import type { Locator, Page } from '@playwright/test';

/** What the function itself counted, beside what was sent. */
export class MeasurementPanel {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByTestId('measurement');
  }

  countNow(): Locator {
    return this.panel.getByRole('button', { name: 'Count now' });
  }

  keepCounting(): Locator {
    return this.panel.getByRole('button', { name: /counting$/ });
  }

  counter(name: string): Locator {
    return this.panel.getByRole('row').filter({ has: this.panel.page().getByRole('rowheader', { name, exact: true }) });
  }

  alarm(): Locator {
    return this.panel.getByRole('alert');
  }
}
