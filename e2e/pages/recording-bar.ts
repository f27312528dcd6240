import type { Locator, Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

/** What is being recorded, or which recording is shown. */
export class RecordingBar {
  readonly #page: Page;
  readonly bar: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.bar = page.getByTestId('recording-bar');
  }

  async start(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Record' }).click();
    await waitForIdle(this.#page);
  }

  async stop(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Stop' }).click();
    await waitForIdle(this.#page);
  }

  /** Sets a mark with a note. */
  async mark(note: string): Promise<void> {
    await this.bar.getByRole('textbox', { name: 'Note of the mark' }).fill(note);
    await this.bar.getByRole('button', { name: 'Mark', exact: true }).click();
    await waitForIdle(this.#page);
  }

  /** Writes a note to where the cursor of the recording is. */
  async note(text: string): Promise<void> {
    await this.bar.getByRole('button', { name: /^Notes/ }).click();
    await this.bar.getByRole('textbox', { name: 'Text of the note' }).fill(text);
    await this.bar.getByRole('button', { name: 'Note', exact: true }).click();
    await waitForIdle(this.#page);
  }

  /** Name of the file. */
  file(): Locator {
    return this.bar.locator('code');
  }
}
