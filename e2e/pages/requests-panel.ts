import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** The list of everything that was asked. */
export class RequestsPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('requests');
  }

  /** Rows of one kind, such as `pcistb`. */
  ofKind(kind: string): Locator {
    return this.panel.locator(`[role="row"][data-kind="${kind}"]`);
  }

  rows(): Locator {
    return this.panel.locator('[role="row"][data-kind]');
  }

  /** The row the cursor of a recording stands behind. */
  atCursor(): Locator {
    return this.panel.locator('[role="row"][data-cursor="true"]');
  }

  /** Rows that are selected, alone or together. */
  chosen(): Locator {
    return this.panel.locator('[role="row"][aria-selected="true"]');
  }

  /** Copies the selected requests in a form, by its title. */
  async copyAs(title: string): Promise<void> {
    await this.panel.getByRole('button', { name: 'Copy the selected requests as' }).click();
    await this.#page.getByRole('menuitem', { name: title, exact: true }).click();
    await waitForIdle(this.#page);
  }

  /** Makes a program of the selected requests. */
  async makeProgram(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Make a program of the selected requests' }).click();
    await waitForIdle(this.#page);
  }

  /** Words to look for, or an expression such as `errno != 0 && len > 64`. */
  filter(): Locator {
    return this.panel.getByRole('searchbox', { name: 'Filter by text or expression' });
  }
}
