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

  /** The form that maps a buffer, and its button. */
  async openForm(): Promise<{ form: Locator; button: Locator }> {
    if (!(await this.form.isVisible())) await this.panel.getByRole('button', { name: 'Map a buffer' }).click();
    return { form: this.form, button: this.form.getByRole('button', { name: 'Allocate and map' }) };
  }

  async mapBuffer({ buffer, size }: BufferToMap): Promise<void> {
    const { form, button } = await this.openForm();
    await form.getByLabel('Buffer').fill(buffer);
    await form.getByLabel('Size').fill(size);
    await button.click();
    await waitForIdle(this.#page);
  }

  /** Takes away the mapping that starts at `iova`, written as the table shows it. */
  async unmap(iova: string): Promise<void> {
    await this.panel.getByRole('button', { name: `Unmap ${iova}`, exact: true }).click();
    await waitForIdle(this.#page);
  }
}
