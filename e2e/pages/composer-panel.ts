import { expect, type Locator, type Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** Where one request, or a program of them, is put together and sent. */
export class ComposerPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('composer');
  }

  /** Adds the steps of a template behind the last step; the first of them is at hand then. */
  async addSteps(template: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: 'Add steps …' }).selectOption(template);
    await waitForIdle(this.#page);
  }

  steps(): Locator {
    return this.panel
      .getByRole('navigation', { name: 'Steps of the program' })
      .getByRole('listitem')
      .getByRole('button');
  }

  async select(step: Locator): Promise<void> {
    await step.click();
    await waitForIdle(this.#page);
  }

  /** A field of the step at hand, by its name in the program file. */
  field(name: string): Locator {
    return this.panel.getByRole('textbox', { name, exact: true });
  }

  /** Fills the payload with the pattern that is chosen. */
  async fill(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Fill', exact: true }).click();
    await waitForIdle(this.#page);
  }

  async send(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Send', exact: true }).click();
    await waitForIdle(this.#page);
  }

  /** Sends every step in order and waits for the end. */
  async runAll(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Run all', exact: true }).click();
    await expect(this.progress()).toHaveAttribute('data-finished', 'true');
    await waitForIdle(this.#page);
  }

  /** How far the last run came. */
  progress(): Locator {
    return this.panel.getByTestId('program-progress');
  }

  /** What the kernel answered to the last request. */
  result(): Locator {
    return this.panel.getByTestId('last-result');
  }

  /** The button that mends a broken rule. */
  mend(change: string | RegExp): Locator {
    return this.panel.getByRole('button', { name: change });
  }
}
