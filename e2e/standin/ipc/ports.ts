import type { PortMessage } from '../codec/messages.ts';
import { Strict, StrictEmitter } from '../strict/strict.ts';

/** Where a port's messages go once it has been handed to a page. */
interface Remote {
  deliver(data: unknown): void;
  close(): void;
}

/** One end of a channel. Handed to a page, it becomes the wire to its twin there. */
export class MessagePortMain extends StrictEmitter {
  static override readonly events = ['message', 'close'];
  #peer: MessagePortMain | undefined;
  #remote: Remote | undefined;
  #waiting: unknown[] | undefined = [];
  #isClosed = false;

  static entangle(one: MessagePortMain, other: MessagePortMain): void {
    one.#peer = other;
    other.#peer = one;
  }

  /** Sends what arrives here to `remote` from now on. */
  static handOver(port: MessagePortMain, remote: Remote): void {
    if (port.#remote || port.#isClosed) throw new Error('Port at index 0 is already neutered');
    port.#remote = remote;
    port.start();
  }

  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('The stand-in for Electron sends no ports through ports.');
    const peer = this.#peer;
    if (peer) peer.#receive(peer.#remote ? message : structuredClone(message));
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const message of waiting) this.#receive(message);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#remote?.close();
    this.emit('close');
    this.#peer?.close();
  }

  #receive(message: unknown): void {
    if (this.#isClosed) return;
    if (this.#waiting) this.#waiting.push(message);
    else if (this.#remote) this.#remote.deliver(message);
    else setImmediate(() => this.emit('message', { data: message, ports: [] }));
  }
}

export class MessageChannelMain extends Strict {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    super();
    MessagePortMain.entangle(this.port1, this.port2);
  }
}

/** The ports that one page has been given, by the number both sides know them by. */
export class PagePorts {
  readonly #post: (message: PortMessage) => void;
  readonly #ports = new Map<number, MessagePortMain>();
  #last = 0;

  constructor(post: (message: PortMessage) => void) {
    this.#post = post;
  }

  handOver(ports: readonly MessagePortMain[]): number[] {
    return ports.map((port) => {
      const id = ++this.#last;
      this.#ports.set(id, port);
      const deliver = (data: unknown) => this.#post({ kind: 'port', port: id, data });
      MessagePortMain.handOver(port, { deliver, close: () => this.#post({ kind: 'port-closed', port: id }) });
      return id;
    });
  }

  received(message: PortMessage): void {
    const port = this.#ports.get(message.port);
    if (message.kind === 'port') port?.postMessage(message.data);
    else port?.close();
  }

  /** The page is gone, and its ends with it. */
  closeAll(): void {
    for (const port of this.#ports.values()) port.close();
    this.#ports.clear();
  }
}
