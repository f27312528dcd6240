import type { Locator, Page } from '@playwright/test';

export interface Loop {
  readonly op: 'pcistb' | 'pcilg' | 'region.write' | 'region.read';
  readonly length: string;
  readonly seconds: string;
  readonly offset?: string;
  readonly rate?: string;
}

/** The store loop and its rates. */
export class ThroughputPanel {
  readonly panel: Locator;
  readonly form: Locator;

  constructor(page: Page) {
    this.panel = page.getByTestId('throughput');
    this.form = this.panel.getByRole('form', { name: 'Store loop' });
  }

  async start({ op, length, seconds, offset, rate }: Loop): Promise<void> {
    await this.form.getByRole('combobox', { name: 'op' }).selectOption(op);
    await this.form.locator('input[name="length"]').fill(length);
    await this.form.locator('input[name="seconds"]').fill(seconds);
    if (rate) await this.form.locator('input[name="rate"]').fill(rate);
    if (offset) await this.form.locator('input[name="offset"]').fill(offset);
    await this.form.getByRole('button', { name: 'Start loop' }).click();
  }

  /** The charts, which take keys. */
  charts(): Locator {
    return this.panel.getByRole('application', { name: /^Throughput over time/ });
  }

  /** What the cursors tell. */
  cursors(): Locator {
    return this.panel.getByTestId('throughput-cursors');
  }

  /** How coarse and how late the picture is, and what is missing from it. */
  state(): Locator {
    return this.panel.getByTestId('throughput-state');
  }

  /** What came of all that is shown. */
  total(): Locator {
    return this.panel.locator('caption').filter({ hasText: /request/ });
  }

  stopButton(): Locator {
    return this.form.getByRole('button', { name: /^Stop/ });
  }

  startButton(): Locator {
    return this.form.getByRole('button', { name: 'Start loop' });
  }

  /** The figures of a quantity: now, average, most. */
  figures(name: string | RegExp): Locator {
    return this.panel.getByRole('row').filter({ has: this.panel.page().getByRole('rowheader', { name }) });
  }
}
