import { expect, type Locator, type Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** Programs as they run: how far, and how each step of each row went. */
export class RunnerPanel {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByTestId('runner');
  }

  /** Runs what the composer holds. */
  async run(): Promise<void> {
    await this.panel.getByRole('button', { name: /^Run / }).click();
  }

  async press(name: 'Pause' | 'Resume' | 'Stop'): Promise<void> {
    await this.panel.getByRole('button', { name, exact: true }).click();
  }

  async ended(): Promise<void> {
    await expect(this.state()).toHaveAttribute('data-finished', 'true');
    await waitForIdle(this.#page);
  }

  /** How far it is, how it ended. */
  state(): Locator {
    return this.panel.getByTestId('run-state');
  }

  async keepGoing(): Promise<void> {
    await this.panel.getByRole('checkbox', { name: 'go on behind failures' }).check();
  }

  async fill(option: string, text: string): Promise<void> {
    await this.panel.getByRole('textbox', { name: option }).fill(text);
  }

  async showFailed(): Promise<void> {
    await this.panel.getByRole('button', { name: /^Failed/ }).click();
    await waitForIdle(this.#page);
  }

  /** Lines of steps that were not as expected. */
  failed(): Locator {
    return this.panel.locator('[role=row][data-failed]');
  }

  /** Selects a line. */
  async select(line: Locator): Promise<void> {
    await line.click();
    await waitForIdle(this.#page);
  }

  details(): Locator {
    return this.panel.getByTestId('run-step');
  }

  async goTo(where: 'Show the request' | 'Show the step in the composer'): Promise<void> {
    await this.details().getByRole('button', { name: where }).click();
    await waitForIdle(this.#page);
  }
}
