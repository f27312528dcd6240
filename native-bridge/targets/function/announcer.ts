import type { TargetEvent } from '../target.ts';

/** Hands events to whoever listens. What happens before anybody does is kept: the host may want a function back that was just opened. */
export class Announcer {
  readonly #listeners = new Set<(event: TargetEvent) => void>();
  readonly #early: TargetEvent[] = [];

  on(listener: (event: TargetEvent) => void): void {
    this.#listeners.add(listener);
    for (const event of this.#early.splice(0)) listener(event);
  }

  announce(event: TargetEvent): void {
    if (this.#listeners.size === 0) this.#early.push(event);
    for (const listener of this.#listeners) listener(event);
  }
}
