import { MARKER } from './host-script.ts';

/** What a login shell may print before the script begins, bytes: start-up files are talkative, not endless. */
const MAX_NOISE = 256 * 1024;

/** One line of the script: `need Linux-s390x` is the word `need` and the rest. */
export interface HostWord {
  readonly word: string;
  readonly rest: string;
}

/** Reads the lines of the script at the beginning of a byte stream, and hands on what follows them. */
export class HostWords {
  readonly #incoming: AsyncIterator<Uint8Array>;
  #ahead: Uint8Array = new Uint8Array();
  #noise = '';
  #taken = 0;

  constructor(incoming: AsyncIterable<Uint8Array>) {
    this.#incoming = incoming[Symbol.asyncIterator]();
  }

  /** What was printed that is not of the script: the last of it. */
  get noise(): string {
    return this.#noise.trim().slice(-300);
  }

  /** The next line of the script; undefined when the stream ended, or was nothing but noise. */
  async next(): Promise<HostWord | undefined> {
    for (let line = await this.#line(); line !== undefined; line = await this.#line()) {
      const [, word = '', rest = ''] = LINE.exec(line) ?? [];
      if (word) return { word, rest };
      this.#noise = `${this.#noise}${line}\n`.slice(-1000);
    }
    return undefined;
  }

  /** Everything after the last line that was read. */
  async *rest(): AsyncGenerator<Uint8Array> {
    yield this.#ahead;
    for (let part = await this.#incoming.next(); !part.done; part = await this.#incoming.next()) yield part.value;
  }

  async #line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#ahead.indexOf(NEWLINE);
      if (end >= 0) return this.#take(end);
      const more = this.#taken + this.#ahead.length > MAX_NOISE ? undefined : await this.#incoming.next();
      if (more === undefined || more.done) return this.#unfinished();
      this.#ahead = Buffer.concat([this.#ahead, more.value]);
    }
  }

  #take(end: number): string {
    const line = Buffer.from(this.#ahead.subarray(0, end)).toString();
    this.#ahead = this.#ahead.subarray(end + 1);
    this.#taken += end + 1;
    return line;
  }

  #unfinished(): undefined {
    this.#noise = `${this.#noise}${Buffer.from(this.#ahead).toString()}`.slice(-1000);
  }
}

const LINE = new RegExp(`^${MARKER}(\\S+) ?(.*?)\\r?$`);
const NEWLINE = 0x0a;
