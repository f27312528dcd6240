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

  /** Adds the steps of a template that asks for operands first. */
  async addTemplate(template: string, operands: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.addSteps(template);
    const form = this.#page.getByRole('dialog', { name: template });
    for (const [name, value] of Object.entries(operands))
      await form.getByRole('textbox', { name, exact: true }).fill(value);
    await form.getByRole('button', { name: /^Add / }).click();
    await waitForIdle(this.#page);
  }

  /** Where the program is kept, and whether it differs from that file. */
  file(): Locator {
    return this.panel.getByTestId('program-file');
  }

  /** The answer to the ISM command that ran last under this name. */
  ismAnswer(command: string): Locator {
    return this.panel.getByTestId('ism-answer').filter({ hasText: command }).first();
  }

  /** Writes the bytes of a fill out, so that each can be edited. */
  async editBytes(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Edit these bytes' }).click();
    await waitForIdle(this.#page);
  }

  /** The payload as editable bytes. */
  payload(): Locator {
    return this.panel.getByRole('grid', { name: /^Payload/ });
  }

  /** Shows a dump in the box where it can be looked at first. */
  async pasteDump(text: string): Promise<void> {
    await this.panel.getByRole('button', { name: 'Paste a dump …' }).click();
    await this.panel.getByRole('textbox', { name: 'Dump' }).fill(text);
    await waitForIdle(this.#page);
  }

  /** What a pasted dump was taken for, with the buttons that put it into the payload. */
  pasteBox(): Locator {
    return this.panel.getByTestId('paste-box');
  }

  /** Reads back what was stored last, in the way that is chosen. */
  async readBack(): Promise<void> {
    await this.panel.getByRole('button', { name: /^Read back:/ }).click();
    await waitForIdle(this.#page);
  }

  /** What was written against what was read. */
  difference(): Locator {
    return this.panel.getByTestId('byte-diff');
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

  /** The pre-check of the step at hand. */
  verdict(): Locator {
    return this.panel.getByTestId('verdict');
  }

  /** A field that a broken rule blames, with what is said of it. */
  blamed(field: string): Locator {
    return this.panel.locator(`[data-broken="${field}"]`);
  }

  /** The one system call that sending would make. */
  dryRun(): Locator {
    return this.panel.getByRole('region', { name: 'Dry run' });
  }

  /** Presses a button beside a field that fills it. */
  async help(how: string): Promise<void> {
    await this.panel.getByRole('button', { name: how, exact: true }).click();
    await waitForIdle(this.#page);
  }

  async chooseKind(kind: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: 'Kind of request' }).selectOption(kind);
    await waitForIdle(this.#page);
  }

  /** The button that mends a broken rule. */
  mend(change: string | RegExp): Locator {
    return this.panel.getByRole('button', { name: change });
  }
}
