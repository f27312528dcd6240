/** How often each answer and each rule was met, so that nobody takes a hundred thousand times the same errno for proof. */
export class Tally {
  readonly #counts = new Map<string, Map<string, number>>();

  count(what: string, value: string): void {
    const counts = this.#counts.get(what) ?? new Map<string, number>();
    this.#counts.set(what, counts.set(value, (counts.get(value) ?? 0) + 1));
  }

  of(what: string, value: string): number {
    return this.#counts.get(what)?.get(value) ?? 0;
  }

  total(what: string): number {
    return [...(this.#counts.get(what)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }

  /** Everything counted, the most frequent first. */
  report(): Record<string, Record<string, number>> {
    const sorted = (counts: Map<string, number>) => Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
    return Object.fromEntries([...this.#counts].map(([what, counts]) => [what, sorted(counts)]));
  }
}
