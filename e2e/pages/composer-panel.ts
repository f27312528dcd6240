import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** Where one request, or a program of them, is put together and sent. */
export class ComposerPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('composer');
  }

  async chooseKind(kind: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: 'Kind of request' }).selectOption(kind);
    await waitForIdle(this.#page);
  }

  /** A field of the request, by its name in the program file. */
  field(name: string): Locator {
    return this.panel.getByRole('textbox', { name, exact: true });
  }

  async send(): Promise<void> {
    await this.panel.getByRole('button', { name: /^Send/ }).click();
    await waitForIdle(this.#page);
  }

  /** What the kernel answered to the last request. */
  result(): Locator {
    return this.panel.getByRole('region', { name: 'Prediction and answer' });
  }
}
