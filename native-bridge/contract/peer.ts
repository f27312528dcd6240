import type { z } from 'zod';
import { decodeEnvelope, type Envelope, encodeEnvelope } from './codec.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from './errors.ts';
import { issueLine } from './issue-line.ts';
import { MAX_FRAME_BYTES } from './limits.ts';
import type { CallContext, Contract, EventInput, EventPayload, Handlers, Params, Result } from './method-table.ts';

/** What carries the bytes: one message in, one message out. Framing is the carrier's business. */
export interface Carrier {
  send(message: Uint8Array): void;
  /** Called once by the peer. `closed` is called at most once, with the reason. */
  listen(received: (message: Uint8Array) => void, closed: (reason: ErrorInfo) => void): void;
  close(): void;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: WorkbenchError) => void;
}

/** A call under way: await `result`, or `cancel()` it (the other side is told; the result then rejects). */
export interface Call<T> {
  readonly result: Promise<T>;
  cancel(): void;
}

/**
 * One end of a contract over a carrier. Owns order, correlation, validation both ways and failure: when the carrier closes,
 * every call under way rejects with the reason. `Mine` is what this side answers, `Theirs` what it may ask.
 */
export class Peer<Theirs extends Contract, Mine extends Contract> {
  readonly #carrier: Carrier;
  readonly #theirs: Theirs;
  readonly #mine: Mine;
  readonly #handlers: Handlers<Mine>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #answering = new Map<number, () => void>();
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #closeListeners = new Set<(reason: ErrorInfo) => void>();
  #nextId = 1;
  #closed: ErrorInfo | undefined;
  /** Called for every message that arrives: heartbeats hang here. */
  onTraffic: () => void = () => {};

  constructor(carrier: Carrier, theirs: Theirs, mine: Mine, handlers: Handlers<Mine>) {
    this.#carrier = carrier;
    this.#theirs = theirs;
    this.#mine = mine;
    this.#handlers = handlers;
    carrier.listen(
      (message) => this.#receive(message),
      (reason) => this.#close(reason),
    );
  }

  get closed(): ErrorInfo | undefined {
    return this.#closed;
  }

  /** Asks the other side. Rejects with a WorkbenchError: its own, `closed`, `cancelled`, or `bad-message`. */
  start<M extends keyof Theirs['methods'] & string>(method: M, params: Params<Theirs, M>): Call<Result<Theirs, M>> {
    const id = this.#nextId++;
    const result = new Promise<Result<Theirs, M>>((resolve, reject) => {
      if (this.#closed) return reject(new WorkbenchError({ ...this.#closed, op: method }));
      this.#waiting.set(id, { method, resolve: resolve as (value: unknown) => void, reject });
      this.#sendCall(id, method, params, reject);
    });
    return { result, cancel: () => this.#cancel(id) };
  }

  call<M extends keyof Theirs['methods'] & string>(method: M, params: Params<Theirs, M>): Promise<Result<Theirs, M>> {
    return this.start(method, params).result;
  }

  emit<E extends keyof Mine['events'] & string>(event: E, payload: EventInput<Mine, E>): void {
    if (!this.#closed) this.#send({ t: 'event', event, payload });
  }

  on<E extends keyof Theirs['events'] & string>(
    event: E,
    listener: (payload: EventPayload<Theirs, E>) => void,
  ): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set);
    set.add(listener as (payload: never) => void);
    return () => set.delete(listener as (payload: never) => void);
  }

  onClose(listener: (reason: ErrorInfo) => void): void {
    if (this.#closed) listener(this.#closed);
    else this.#closeListeners.add(listener);
  }

  ping(): void {
    if (!this.#closed) this.#send({ t: 'ping' });
  }

  /** Ends the conversation from this side. */
  close(reason: ErrorInfo = { code: 'closed', message: 'The connection was closed.' }): void {
    this.#close(reason);
    this.#carrier.close();
  }

  #send(envelope: Envelope): void {
    const message = encodeEnvelope(envelope);
    if (message.length > MAX_FRAME_BYTES) throw tooLarge(message.length);
    this.#carrier.send(message);
  }

  #receive(message: Uint8Array): void {
    if (this.#closed) return;
    this.onTraffic();
    const envelope = decodeEnvelope(message);
    if (!envelope) this.close({ code: 'bad-message', message: 'The other side sent bytes that are not a message.' });
    else if (envelope.t === 'call') void this.#answer(envelope.id, envelope.method, envelope.params);
    else if (envelope.t === 'cancel') this.#answering.get(envelope.id)?.();
    else if (envelope.t === 'event') this.#deliver(envelope.event, envelope.payload);
    else if (envelope.t === 'ping') this.#send({ t: 'pong' });
    else if (envelope.t !== 'pong') this.#settle(envelope);
  }

  /** A call that cannot be sent is not under way. */
  #sendCall(id: number, method: string, params: unknown, reject: (error: WorkbenchError) => void): void {
    try {
      this.#send({ t: 'call', id, method, params });
    } catch (thrown) {
      this.#waiting.delete(id);
      reject(new WorkbenchError({ op: method, ...errorInfo(thrown) }, { cause: thrown }));
    }
  }

  async #answer(id: number, name: string, params: unknown): Promise<void> {
    const context = this.#openCall(id);
    try {
      const method = Object.hasOwn(this.#mine.methods, name) ? this.#mine.methods[name] : undefined;
      if (!method)
        throw new WorkbenchError({ code: 'unknown-method', message: `There is no method ${name}.`, op: name });
      const handler = this.#handlers[name as keyof Handlers<Mine>] as (params: unknown, call: CallContext) => unknown;
      const result = await handler(parse(method.params, params, name, 'bad-request'), context);
      this.#send({ t: 'ok', id, result: parse(method.result, result, name, 'bad-answer') });
    } catch (thrown) {
      if (!this.#closed) this.#send({ t: 'error', id, error: { op: name, ...errorInfo(thrown) } });
    } finally {
      this.#answering.delete(id);
    }
  }

  #openCall(id: number): CallContext {
    let isCancelled = false;
    let cancel = () => {};
    const cancelled = new Promise<void>((resolve) => {
      cancel = () => {
        isCancelled = true;
        resolve();
      };
    });
    this.#answering.set(id, cancel);
    return { cancelled, isCancelled: () => isCancelled };
  }

  #settle(envelope: Extract<Envelope, { t: 'ok' | 'error' }>): void {
    const waiting = this.#waiting.get(envelope.id);
    if (!waiting) return;
    this.#waiting.delete(envelope.id);
    if (envelope.t === 'error') {
      waiting.reject(new WorkbenchError(envelope.error));
      return;
    }
    const method = this.#theirs.methods[waiting.method]!;
    try {
      waiting.resolve(parse(method.result, envelope.result, waiting.method, 'bad-answer'));
    } catch (thrown) {
      waiting.reject(thrown as WorkbenchError);
    }
  }

  #deliver(event: string, payload: unknown): void {
    const schema = Object.hasOwn(this.#theirs.events, event) ? this.#theirs.events[event] : undefined;
    const parsed = schema?.safeParse(payload);
    if (parsed?.success) for (const listener of this.#listeners.get(event) ?? []) listener(parsed.data as never);
    else this.close({ code: 'bad-message', message: `The other side sent a malformed event ${event}.` });
  }

  #cancel(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    if (!this.#closed) this.#send({ t: 'cancel', id });
    waiting.reject(
      new WorkbenchError({ code: 'cancelled', message: `${waiting.method} was cancelled.`, op: waiting.method }),
    );
  }

  #close(reason: ErrorInfo): void {
    if (this.#closed) return;
    this.#closed = reason;
    for (const { method, reject } of this.#waiting.values()) reject(new WorkbenchError({ ...reason, op: method }));
    this.#waiting.clear();
    for (const cancel of this.#answering.values()) cancel();
    for (const listener of this.#closeListeners) listener(reason);
  }
}

function parse(schema: z.ZodType, value: unknown, op: string, code: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WorkbenchError({ code, op, message: `${op}: ${issueLine(parsed.error, 'message')}.` });
}

const tooLarge = (length: number) =>
  new WorkbenchError({
    code: 'frame-too-large',
    message: `A message of ${length} bytes exceeds the limit of ${MAX_FRAME_BYTES} bytes.`,
  });
