import { decode, encode } from '../codec/codec.ts';
import { POST, RECEIVE, type ToMain, type ToPage } from '../codec/messages.ts';
import { RendererPorts } from './ports.ts';

type Listener = (event: { ports: MessagePort[] }, ...args: unknown[]) => void;

interface Settle {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const world = globalThis as unknown as Record<string, (text: string) => void>;

/** Tells the main process that the preload listens now. */
export const READY = Symbol('ready');

/** Asks the main process where dropped files lie. */
export const ASK_PATHS = Symbol('ask for paths');

/** The way to the main process, kept from whoever looks at the globals. */
function takeWire(received: (message: ToPage) => void): (message: ToMain) => void {
  const post = world[POST]!;
  delete world[POST];
  Object.defineProperty(world, RECEIVE, { value: (text: string) => received(decode(text) as ToPage) });
  return (message) => post(encode(message));
}

export class IpcRenderer {
  readonly #post = takeWire((message) => this.#received(message));
  readonly #ports = new RendererPorts((message) => this.#post(message));
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #calls = new Map<number, Settle>();
  #lastCall = 0;
  #heardPaths: (paths: string[]) => void = () => {};

  readonly on = (channel: string, listener: Listener): void => {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
  };

  readonly off = (channel: string, listener: Listener): void => void this.#listeners.get(channel)?.delete(listener);

  readonly removeListener = this.off;

  readonly send = (channel: string, ...args: unknown[]): void => this.#post({ kind: 'send', channel, args, ports: [] });

  readonly invoke = (channel: string, ...args: unknown[]): Promise<unknown> => {
    const call = ++this.#lastCall;
    this.#post({ kind: 'invoke', channel, args, call });
    return new Promise((resolve, reject) => this.#calls.set(call, { resolve, reject }));
  };

  [READY](): void {
    this.#post({ kind: 'ready' });
  }

  [ASK_PATHS](count: number): Promise<string[]> {
    this.#post({ kind: 'files', count });
    return new Promise((resolve) => {
      this.#heardPaths = resolve;
    });
  }

  #received(message: ToPage): void {
    if (message.kind === 'send') this.#deliver(message);
    else if (message.kind === 'answer') this.#answered(message);
    else if (message.kind === 'paths') this.#heardPaths([...message.paths]);
    else this.#ports.received(message);
  }

  #deliver({ channel, args, ports }: ToPage & { kind: 'send' }): void {
    const event = { ports: ports.map((id) => this.#ports.open(id)) };
    for (const listener of this.#listeners.get(channel) ?? []) listener(event, ...args);
  }

  #answered({ call, value, error }: ToPage & { kind: 'answer' }): void {
    const { resolve, reject } = this.#calls.get(call)!;
    this.#calls.delete(call);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  }
}
