import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** Programs in folders of the workbench folder. */
export class ProgramsPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('programs');
  }

  /** A program or folder by its name. */
  entry(name: string): Locator {
    return this.panel.getByRole('row', { name, exact: true });
  }

  async open(name: string): Promise<void> {
    await this.entry(name).click();
    await this.#page.keyboard.press('Enter');
    await waitForIdle(this.#page);
  }

  /** Answers the question for a name that a button asks. */
  async name(button: 'New program' | 'New folder' | 'Rename or move', text: string): Promise<void> {
    await this.panel.getByRole('button', { name: button }).first().click();
    const dialog = this.#page.getByTestId('program-name');
    await dialog.getByRole('textbox').fill(text);
    await this.#page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await waitForIdle(this.#page);
  }
}
