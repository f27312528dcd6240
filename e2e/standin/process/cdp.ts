import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

export type Params = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: answers of the protocol are as its documentation says
export type Answer = any;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Answer;
  readonly error?: { message: string };
}

interface Call {
  readonly method: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** One target of the browser: calls go to it, its events come from it. */
export class CdpSession extends EventEmitter {
  readonly #cdp: Cdp;
  readonly id: string | undefined;

  constructor(cdp: Cdp, id: string | undefined) {
    super();
    this.#cdp = cdp;
    this.id = id;
  }

  send(method: string, params: Params = {}): Promise<Answer> {
    return this.#cdp.send(method, params, this.id);
  }
}

/** The Chrome DevTools Protocol over a pipe: JSON messages, each ended by a zero byte. */
export class Cdp {
  readonly #write: Writable;
  readonly #calls = new Map<number, Call>();
  readonly #sessions = new Map<string | undefined, CdpSession>();
  readonly browser: CdpSession;
  #lastId = 0;
  #unfinished: Buffer[] = [];

  constructor(read: Readable, write: Writable) {
    this.#write = write;
    this.browser = this.session(undefined);
    read.on('data', (chunk: Buffer) => this.#received(chunk));
    for (const stream of [read, write]) stream.on('error', () => this.#closed());
    read.on('close', () => this.#closed());
  }

  session(id: string | undefined): CdpSession {
    const session = this.#sessions.get(id) ?? new CdpSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  send(method: string, params: Params, sessionId: string | undefined): Promise<Answer> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { method, resolve, reject });
      this.#write.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  #received(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const text = Buffer.concat([...this.#unfinished, chunk.subarray(start, end)]).toString();
      this.#unfinished = [];
      start = end + 1;
      this.#dispatch(JSON.parse(text));
    }
    if (start < chunk.length) this.#unfinished.push(chunk.subarray(start));
  }

  #dispatch({ id, sessionId, method, params, result, error }: Message): void {
    if (method) this.#sessions.get(sessionId)?.emit(method, params);
    const call = this.#calls.get(id ?? 0);
    if (!call) return;
    this.#calls.delete(id!);
    if (error) call.reject(new Error(`${call.method}: ${error.message}`));
    else call.resolve(result);
  }

  #closed(): void {
    for (const { method, reject } of this.#calls.values()) reject(new Error(`${method}: the browser went away`));
    this.#calls.clear();
  }
}
