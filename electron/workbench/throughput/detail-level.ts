import { mergeSpans, type Span } from './span.ts';

/** A span, and which spans of the finest level it is made of, by their numbers in the order of arrival: from `first` up to `end`. */
export interface Numbered {
  readonly span: Span;
  readonly first: number;
  readonly end: number;
}

/** One level of detail: spans that begin within `binNs` of the first of them are one, and the newest `most` of those are kept. */
export class DetailLevel {
  readonly binNs: bigint;
  readonly #most: number;
  readonly #kept: Numbered[] = [];
  #open: Numbered | undefined;

  constructor(binNs: bigint, most: number) {
    this.binNs = binNs;
    this.#most = most;
  }

  /** Takes a span in; gives the one before it, when that is complete by now. */
  add(next: Numbered): Numbered | undefined {
    const open = this.#open;
    if (open && next.span.fromNs - open.span.fromNs < this.binNs) {
      this.#open = { span: mergeSpans([open.span, next.span]), first: open.first, end: next.end };
      return undefined;
    }
    this.#open = next;
    if (!open) return undefined;
    this.#kept.push(open);
    if (this.#kept.length > this.#most) this.#kept.shift();
    return open;
  }

  get size(): number {
    return this.#kept.length + (this.#open ? 1 : 0);
  }

  /** The one that is not complete yet. */
  get open(): readonly Numbered[] {
    return this.#open ? [this.#open] : [];
  }

  /** Number of the first span that is still here. */
  get oldest(): number {
    return (this.#kept[0] ?? this.#open)?.first ?? Number.POSITIVE_INFINITY;
  }

  /** Complete spans that begin at number `from` or later, and before `to`. */
  between(from: number, to: number): readonly Numbered[] {
    return this.#kept.filter(({ first }) => first >= from && first < to);
  }
}
