/** How far something is, on one line of a terminal that is written over; nothing where stderr is not a terminal. */
export class Progress {
  readonly #what: string;
  #shown = -1;

  constructor(what: string) {
    this.#what = what;
  }

  show(done: number, total: number): void {
    const percent = Math.floor((100 * done) / Math.max(total, 1));
    if (!process.stderr.isTTY || percent === this.#shown) return;
    this.#shown = percent;
    process.stderr.write(`\r${this.#what}: ${percent} %`);
  }

  clear(): void {
    if (this.#shown >= 0) process.stderr.write('\r\u001b[K');
    this.#shown = -1;
  }
}
