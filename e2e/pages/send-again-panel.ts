import { expect, type Locator, type Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** Requests of a recording on their way to a function again. */
export class SendAgainPanel {
  readonly #page: Page;
  readonly panel: Locator;
  readonly form: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('send-again');
    this.form = this.panel.getByRole('form', { name: 'Send again' });
  }

  async fill({ to, speed }: { readonly to: string; readonly speed: string }): Promise<void> {
    await this.form.getByRole('combobox', { name: 'to' }).selectOption(to);
    await this.form.getByRole('combobox', { name: 'speed' }).fill(speed);
    await waitForIdle(this.#page);
  }

  async tick(name: string | RegExp): Promise<void> {
    await this.form.getByRole('checkbox', { name }).check();
    await waitForIdle(this.#page);
  }

  plan(): Locator {
    return this.panel.getByTestId('replay-plan');
  }

  button(): Locator {
    return this.form.getByRole('button', { name: 'Send again' });
  }

  /** Sends, and waits until it has come to its end. */
  async send(): Promise<void> {
    await this.button().click();
    await expect(this.progress()).toHaveAttribute('data-finished', 'true');
    await waitForIdle(this.#page);
  }

  progress(): Locator {
    return this.panel.getByTestId('replay');
  }

  async click(name: string): Promise<void> {
    await this.panel.getByRole('button', { name, exact: true }).click();
    await waitForIdle(this.#page);
  }
}
