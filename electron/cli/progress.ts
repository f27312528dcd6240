import type { HostNewsListener } from '../workbench/hosts/bridges.ts';

/** One line of a terminal that is written over; nothing where stderr is not a terminal. */
export class TerminalLine {
  readonly #out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
  #shown = '';

  constructor(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr) {
    this.#out = out;
  }

  show(text: string): void {
    if (!this.#out.isTTY || text === this.#shown) return;
    this.#shown = text;
    this.#out.write(`${CLEAR}${text}`);
  }

  clear(): void {
    if (this.#shown !== '') this.#out.write(CLEAR);
    this.#shown = '';
  }
}

/** To the start of the line, and nothing behind it. */
const CLEAR = '\r\u001b[K';

/** How far something is. */
export class Progress {
  readonly #what: string;
  readonly #line = new TerminalLine();

  constructor(what: string) {
    this.#what = what;
  }

  show(done: number, total: number): void {
    this.#line.show(`${this.#what}: ${Math.floor((100 * done) / Math.max(total, 1))} %`);
  }

  clear(): void {
    this.#line.clear();
  }
}

/** Says on a line how it goes on the way to other machines, which takes seconds. */
export function tellOfHosts(line = new TerminalLine()): HostNewsListener {
  return (machine, news) => {
    if (news.state === 'connecting') line.show(`${machine}: ${news.doing}`);
    else line.clear();
  };
}
