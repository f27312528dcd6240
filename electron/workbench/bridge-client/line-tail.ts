/** Longest line kept, characters. */
const MAX_LINE = 500;

/** The last `limit` lines of a text stream, each cut at 500 characters. */
export class LineTail {
  readonly #limit: number;
  #lines: string[] = [];
  #open = '';

  constructor(limit: number) {
    this.#limit = limit;
  }

  get lines(): readonly string[] {
    return this.#open === '' ? this.#lines : [...this.#lines, this.#open];
  }

  add(text: string): void {
    const parts = `${this.#open}${text}`.split(/\r?\n/).map((line) => line.slice(0, MAX_LINE));
    this.#open = parts.pop() ?? '';
    this.#lines = [...this.#lines, ...parts].slice(-this.#limit);
  }
}
