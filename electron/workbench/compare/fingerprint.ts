/** Two 32-bit lanes that take any plain value, mixed into one number of 53 bits: quick, and good enough to tell what differs by chance. */
export class Fingerprint {
  #one = 0xdeadbeef;
  #two = 0x41c6ce57;

  /** Any plain JSON value. The order of fields counts. */
  value(value: unknown): this {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.number(value);
    if (value === null || typeof value !== 'object') return this.#take(value === true ? 3 : value === false ? 4 : 5);
    this.#take(Array.isArray(value) ? 9 : 6);
    for (const field in value) this.text(field).value((value as Record<string, unknown>)[field]);
    return this.#take(7);
  }

  text(text: string): this {
    this.#take(1).#take(text.length);
    for (let at = 0; at < text.length; at++) this.#take(text.charCodeAt(at));
    return this;
  }

  number(value: number): this {
    if (!Number.isSafeInteger(value)) return this.#take(8).text(String(value));
    return this.#take(2)
      .#take(value | 0)
      .#take(Math.floor(value / 2 ** 32));
  }

  /** Of all that was taken: a whole number below 2^53. */
  get key(): number {
    const one =
      Math.imul(this.#one ^ (this.#one >>> 16), 2246822507) ^ Math.imul(this.#two ^ (this.#two >>> 13), 3266489909);
    const two =
      Math.imul(this.#two ^ (this.#two >>> 16), 2246822507) ^ Math.imul(this.#one ^ (this.#one >>> 13), 3266489909);
    return 2 ** 32 * (two & 0x1fffff) + (one >>> 0);
  }

  /** A product carries differences upwards only: the turn brings them down again. */
  #take(word: number): this {
    const one = Math.imul(this.#one ^ word, 2654435761);
    const two = Math.imul(this.#two ^ word, 1597334677);
    this.#one = (one << 13) | (one >>> 19);
    this.#two = (two << 17) | (two >>> 15);
    return this;
  }
}
