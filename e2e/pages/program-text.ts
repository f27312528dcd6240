import { expect, type Locator, type Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** The program as text, in the composer. */
export class ProgramText {
  readonly #page: Page;
  readonly editor: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.editor = page.getByRole('textbox', { name: 'Program as JSON' });
  }

  /** Shows cards and text side by side. */
  async show(): Promise<void> {
    await this.#page.getByTestId('composer').getByRole('button', { name: 'Text', exact: true }).click();
    await expect(this.editor).toBeVisible();
    await waitForIdle(this.#page);
  }

  line(text: string | RegExp): Locator {
    return this.editor.locator('.cm-line', { hasText: text });
  }

  /** Selects a word of the text, as a double click does, and types over it. */
  async replace(word: string, typed: string): Promise<void> {
    await this.editor.getByText(word, { exact: false }).first().scrollIntoViewIfNeeded();
    await this.#page.keyboard.press('Control+F');
    const search = this.#page.locator('.cm-search');
    await search.getByRole('textbox', { name: 'Find' }).fill(word);
    await this.#page.keyboard.press('Enter');
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.type(typed);
    await waitForIdle(this.#page);
  }

  async press(key: string): Promise<void> {
    await this.editor.focus();
    await this.#page.keyboard.press(key);
    await waitForIdle(this.#page);
  }
}
