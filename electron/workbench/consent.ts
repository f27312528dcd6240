import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { type KnownFunction, knownOf } from '../../native-bridge/contract/facts.ts';
import { dangers, type FoundDanger } from '../contract/dangers/index.ts';

/** What a person agreed to on one session: each danger is asked about once. */
export class Consent {
  readonly #accepted = new Set<string>();

  get accepted(): readonly string[] {
    return [...this.#accepted];
  }

  /** Sentences of the dangers that are agreed to with this. Throws `bad-request` for an id that is none. */
  accept(ids: readonly string[]): string[] {
    const chosen = ids.map((id) => dangers.find((one) => one.id === id) ?? unknown(id));
    const news = chosen.filter(({ id }) => !this.#accepted.has(id));
    for (const { id } of news) this.#accepted.add(id);
    return news.map(({ id, sentence }) => `${id}: ${sentence}`);
  }

  /** Nothing is agreed to any more: the function is another one, or as good as. */
  forget(): void {
    this.#accepted.clear();
  }

  /** Throws `dangerous` unless everything `look` finds on this function was agreed to. */
  refuse(snapshot: Snapshot, look: (target: KnownFunction) => readonly FoundDanger[]): void {
    const open = look(knownOf(snapshot)).filter(({ id }) => !this.#accepted.has(id));
    if (open.length > 0) throw dangerous(open);
  }
}

function unknown(id: string): never {
  throw new WorkbenchError({
    code: 'bad-request',
    message: `There is no danger "${id}".`,
    next: `Those there are: ${dangers.map((one) => one.id).join(', ')}.`,
  });
}

const dangerous = (found: readonly FoundDanger[]) =>
  new WorkbenchError({
    code: 'dangerous',
    message: `Nothing was sent: ${found.map(({ id, why, sentence }) => `${why}. ${sentence} (${id})`).join(' ')}`,
    next: `Agree to it first; on the command line: ${found.map(({ id }) => `--accept-danger ${id}`).join(' ')}.`,
    details: { dangers: found },
  });
