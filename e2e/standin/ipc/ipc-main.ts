import { EventEmitter } from 'node:events';
import { Strict } from '../strict/strict.ts';

type Listener = (event: never, ...args: never[]) => void;
type Handler = (event: never, ...args: never[]) => unknown;

/** What the preload sends arrives here. Channels are the application's own, so any name may be listened to. */
export class IpcMain extends Strict {
  readonly #channels = new EventEmitter();
  readonly #handlers = new Map<string, Handler>();

  on(channel: string, listener: Listener): this {
    this.#channels.on(channel, listener as (...args: unknown[]) => void);
    return this;
  }

  once(channel: string, listener: Listener): this {
    this.#channels.once(channel, listener as (...args: unknown[]) => void);
    return this;
  }

  off(channel: string, listener: Listener): this {
    this.#channels.off(channel, listener as (...args: unknown[]) => void);
    return this;
  }

  handle(channel: string, listener: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  static deliver(ipc: IpcMain, channel: string, event: object, args: readonly unknown[]): void {
    ipc.#channels.emit(channel, event, ...args);
  }

  /** @throws Error in Electron's words: of what the handler throws only the message gets through. */
  static async answer(ipc: IpcMain, channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    const handler = ipc.#handlers.get(channel) as ((event: object, ...args: unknown[]) => unknown) | undefined;
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return await handler(event, ...args);
    } catch (thrown) {
      throw new Error(`Error invoking remote method '${channel}': ${String(thrown)}`);
    }
  }
}
