import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

export interface BufferToMap {
  readonly buffer: string;
  readonly size: string;
}

/** Which I/O virtual addresses the function may use, and which are in use. */
export class IovaMapPanel {
  readonly #page: Page;
  readonly panel: Locator;
  readonly form: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('iova-map');
    this.form = this.panel.getByRole('form', { name: 'Map a DMA buffer' });
  }

  /** The drawing; its name counts windows and mappings. */
  map(): Locator {
    return this.panel.getByRole('application', { name: /^IOVA map/ });
  }

  /** Rows of the mapping table, without its head. */
  mappings(): Locator {
    return this.panel.getByRole('table', { name: 'Mappings' }).locator('tbody tr');
  }

  async mapBuffer({ buffer, size }: BufferToMap): Promise<void> {
    await this.form.getByLabel('Buffer').fill(buffer);
    await this.form.getByLabel('Size').fill(size);
    await this.form.getByRole('button', { name: 'Allocate and map' }).click();
    await waitForIdle(this.#page);
  }
}
