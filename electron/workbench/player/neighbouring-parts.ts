import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RecordedMessage } from '../recorder/messages.ts';
import { partPath } from '../recorder/parts.ts';

/** Which file of a recording in several this is, and which others of it lie in the same folder. */
export interface FoundPart {
  /** Counts from 0. */
  readonly number: number;
  /** Requests and marks in the files before. */
  readonly rowsBefore: number;
  /** File names, where the files are there. */
  readonly previous?: string;
  readonly next?: string;
}

/** The files before and behind one of a recording in several. */
export class NeighbouringParts {
  readonly #path: string;
  readonly #part: RecordedMessage<'session'>['part'];
  /** Undefined for a recording in one file. */
  found: FoundPart | undefined;

  constructor(path: string, part: RecordedMessage<'session'>['part']) {
    this.#path = path;
    this.#part = part;
  }

  /** Looks which are there; the next one may come later. */
  look(): void {
    const [previous, next] = [this.path('previous'), this.path('next')].map((path) => path && basename(path));
    const { number = 0, rowsBefore = 0 } = this.#part ?? {};
    this.found = this.#part || next ? { number, rowsBefore, previous, next } : undefined;
  }

  path(which: 'previous' | 'next'): string | undefined {
    const name = which === 'previous' ? this.#part?.previous : this.#nextName;
    const path = name && join(dirname(this.#path), basename(name));
    return path && existsSync(path) ? path : undefined;
  }

  get #nextName(): string {
    const { number = 0 } = this.#part ?? {};
    const first = number === 0 ? this.#path : this.#path.replace(new RegExp(`\\.${number}\\.mcap$`), '.mcap');
    return basename(partPath(first, number + 1));
  }
}
