import { WorkbenchError } from '../contract/errors.ts';

/** Numbered things, at most so many. Numbers are never used again. */
export class Registry<T> {
  readonly #what: string;
  readonly #most: number;
  readonly #items = new Map<number, T>();
  #next = 1;

  constructor(what: string, most: number) {
    this.#what = what;
    this.#most = most;
  }

  /** Throws `too-many` when no more fit. */
  checkRoom(): void {
    if (this.#items.size < this.#most) return;
    throw new WorkbenchError({
      code: 'too-many',
      message: `This bridge keeps at most ${this.#most} ${this.#what}s open.`,
      next: `Close a ${this.#what} first.`,
    });
  }

  add(item: T): number {
    this.checkRoom();
    this.#items.set(this.#next, item);
    return this.#next++;
  }

  /** Throws `unknown-target` or `unknown-burst`. */
  get(id: number): T {
    const item = this.#items.get(id);
    if (item) return item;
    throw new WorkbenchError({
      code: `unknown-${this.#what}`,
      message: `There is no open ${this.#what} ${id}.`,
      next: 'It may have been closed: open it again.',
    });
  }

  remove(id: number): void {
    this.#items.delete(id);
  }

  entries(): [number, T][] {
    return [...this.#items];
  }
}
