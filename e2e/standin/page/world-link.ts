/**
 * One world's end of the context bridge. The two worlds of a page share the window as a target of events; `detail` is cloned on its
 * way, so that a call and its answer are two events within one call of `dispatchEvent`.
 */
const MARK = '__standin';

type Message =
  | { kind: 'expose'; name: string; api: unknown }
  | { kind: 'call'; call: number; target: number; args: unknown[] }
  | { kind: 'return'; call: number; value?: unknown; error?: string }
  | { kind: 'settled'; promise: number; value?: unknown; error?: string };

type Anything = (...args: unknown[]) => unknown;

interface Settle {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class WorldLink {
  readonly #other: string;
  readonly #functions: Anything[] = [];
  readonly #answers = new Map<number, Message & { kind: 'return' }>();
  readonly #promises = new Map<number, Settle>();
  #last = 0;

  /** @param own name of the event this world listens to. @param other that of the other world. */
  constructor(own: string, other: string, expose: (name: string, api: unknown) => void) {
    this.#other = other;
    window.addEventListener(own, (event) => this.#received((event as CustomEvent<Message>).detail, expose));
  }

  expose(name: string, api: unknown): void {
    this.#tell({ kind: 'expose', name, api: this.#wrap(api) });
  }

  #received(message: Message, expose: (name: string, api: unknown) => void): void {
    if (message.kind === 'expose') expose(message.name, this.#unwrap(message.api));
    else if (message.kind === 'return') this.#answers.set(message.call, message);
    else if (message.kind === 'call') this.#tell({ kind: 'return', call: message.call, ...this.#answer(message) });
    else this.#settle(message);
  }

  #answer({ target, args }: { target: number; args: unknown[] }): { value?: unknown; error?: string } {
    try {
      return { value: this.#wrap(this.#functions[target]!(...args.map((value) => this.#unwrap(value)))) };
    } catch (thrown) {
      return { error: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }

  #call(target: number, args: unknown[]): unknown {
    const call = ++this.#last;
    this.#tell({ kind: 'call', call, target, args: args.map((value) => this.#wrap(value)) });
    const answer = this.#answers.get(call);
    this.#answers.delete(call);
    if (answer?.error !== undefined) throw new Error(answer.error);
    return this.#unwrap(answer?.value);
  }

  #settle({ promise, value, error }: Message & { kind: 'settled' }): void {
    if (error === undefined) this.#promises.get(promise)?.resolve(this.#unwrap(value));
    else this.#promises.get(promise)?.reject(new Error(error));
    this.#promises.delete(promise);
  }

  /** Functions and promises go as numbers, plain objects member by member, all else as the clone makes it. */
  #wrap(value: unknown): unknown {
    if (typeof value === 'function') return { [MARK]: 'function', id: this.#functions.push(value as Anything) - 1 };
    if (value instanceof Promise) return { [MARK]: 'promise', id: this.#follow(value) };
    return mapMembers(value, (member) => this.#wrap(member));
  }

  #follow(promise: Promise<unknown>): number {
    const id = ++this.#last;
    promise.then(
      (value) => this.#tell({ kind: 'settled', promise: id, value: this.#wrap(value) }),
      (error) => this.#tell({ kind: 'settled', promise: id, error: error?.message ?? String(error) }),
    );
    return id;
  }

  #unwrap(value: unknown): unknown {
    const { [MARK]: kind, id } = (value ?? {}) as { [MARK]?: string; id: number };
    if (kind === 'function') return (...args: unknown[]) => this.#call(id, args);
    if (kind === 'promise') return this.#await(id);
    return Object.freeze(mapMembers(value, (member) => this.#unwrap(member)));
  }

  #await(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#promises.set(id, { resolve, reject }));
  }

  #tell(detail: Message): void {
    window.dispatchEvent(new CustomEvent(this.#other, { detail }));
  }
}

function mapMembers(value: unknown, map: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (typeof value !== 'object' || value === null) return value;
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value))) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member)]));
}
