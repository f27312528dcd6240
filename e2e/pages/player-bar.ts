import { expect, type Locator, type Page } from '@playwright/test';
import { waitForIdle } from '../support/idle.ts';

export type Goal = 'errors' | 'marks' | 'events' | 'access to selection' | 'count alarms';

/** Plays the recording that is shown. */
export class PlayerBar {
  readonly #page: Page;
  readonly bar: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.bar = page.getByTestId('recording-bar');
  }

  slider(): Locator {
    return this.bar.getByRole('slider', { name: 'Cursor in the recording' });
  }

  /** Where the cursor is: since the beginning, time of day, requests. */
  time(): Locator {
    return this.bar.getByTestId('cursor-time');
  }

  /** That so many requests of all have happened. */
  async expectRows(rows: number, of: number): Promise<void> {
    await expect(this.time()).toContainText(`${rows} of ${of}`);
  }

  /** Presses a key of the window with nothing else in between. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
    await waitForIdle(this.#page);
  }

  async click(name: string): Promise<void> {
    await this.bar.getByRole('button', { name, exact: true }).click();
    await waitForIdle(this.#page);
  }

  /** Puts the cursor at a part of the whole, from 0 to 1; with Shift a stretch is chosen from there on. */
  async clickSlider(part: number): Promise<void> {
    const { x, y } = await this.#at(part);
    await this.#page.mouse.click(x, y);
    await waitForIdle(this.#page);
  }

  /** Chooses a stretch to play. */
  async chooseSpan(from: number, to: number): Promise<void> {
    const [start, end] = [await this.#at(from), await this.#at(to)];
    await this.#page.keyboard.down('Shift');
    await this.#page.mouse.move(start.x, start.y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(end.x, end.y, { steps: 4 });
    await this.#page.mouse.up();
    await this.#page.keyboard.up('Shift');
    await waitForIdle(this.#page);
  }

  /** The part of the recording that lies before the cursor, from 0 to 1. */
  async part(): Promise<number> {
    const names = ['aria-valuemin', 'aria-valuenow', 'aria-valuemax'];
    const [least, now, most] = await Promise.all(names.map((name) => this.slider().getAttribute(name)));
    return (Number(now) - Number(least)) / (Number(most) - Number(least));
  }

  async #at(part: number): Promise<{ readonly x: number; readonly y: number }> {
    const box = (await this.slider().boundingBox())!;
    return { x: box.x + 1 + (box.width - 2) * part, y: box.y + box.height / 2 };
  }

  async chooseSpeed(speed: string): Promise<void> {
    await this.bar.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
    await waitForIdle(this.#page);
  }

  async goTo(goal: Goal, direction: 'Next' | 'Previous'): Promise<void> {
    await this.bar.getByRole('combobox', { name: 'What to go to' }).selectOption({ label: goal });
    await this.click(`${direction} of ${goal}`);
  }
}
