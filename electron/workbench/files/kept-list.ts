import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { replaceFile } from './replace-file.ts';

/** A short list of texts in a JSON file, newest first. One that is missing or damaged is empty; one that cannot be kept is forgotten at the end. */
export class KeptList {
  readonly #file: string;
  readonly #most: number;
  #texts: Promise<readonly string[]>;

  /** @param most texts kept, the oldest forgotten first. */
  constructor(file: string, most: number) {
    this.#file = file;
    this.#most = most;
    this.#texts = read(file, most);
  }

  texts(): Promise<readonly string[]> {
    return this.#texts;
  }

  add(text: string): Promise<void> {
    return this.#change((known) => [text, ...known.filter((other) => other !== text)].slice(0, this.#most));
  }

  remove(text: string): Promise<void> {
    return this.#change((known) => known.filter((other) => other !== text));
  }

  clear(): Promise<void> {
    return this.#change(() => []);
  }

  async #change(change: (known: readonly string[]) => readonly string[]): Promise<void> {
    this.#texts = this.#texts.then(async (known) => {
      const texts = change(known);
      await keep(this.#file, texts).catch(() => undefined);
      return texts;
    });
    await this.#texts;
  }
}

async function keep(file: string, texts: readonly string[]): Promise<void> {
  await replaceFile(file, `${JSON.stringify(texts, null, 2)}\n`);
}

async function read(file: string, most: number): Promise<readonly string[]> {
  try {
    return z
      .array(z.string().max(4096))
      .max(most)
      .parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [];
  }
}
