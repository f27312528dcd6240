import type { Locator, Page } from '@playwright/test';

/** The same payload as one store block and in pieces. */
export class TwoPathsPanel {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByTestId('two-paths');
  }

  async choose(field: 'Length of the payload' | 'Pace', value: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: field }).selectOption(value);
  }

  storeButton(): Locator {
    return this.panel.getByRole('button', { name: 'Store it' });
  }

  /** One way of storing: `whole`, `eight` or `four`. */
  lane(id: string): Locator {
    return this.panel.getByTestId(`lane-${id}`);
  }

  /** Device operations of a lane up to the cursor. */
  operations(id: string): Locator {
    return this.lane(id).getByTestId('operations');
  }

  /** What a reader of the peer's memory finds. */
  memory(id: string): Locator {
    return this.lane(id).getByRole('img', { name: /^Memory of the peer/ });
  }

  playback(name: string): Locator {
    return this.panel.getByTestId('playback').getByRole('button', { name });
  }
}
