import type { PortMessage } from '../codec/messages.ts';

/** Ports handed to this page: each is a real one, whose other end is pumped to the main process. */
export class RendererPorts {
  readonly #post: (message: PortMessage) => void;
  readonly #ports = new Map<number, MessagePort>();

  constructor(post: (message: PortMessage) => void) {
    this.#post = post;
  }

  open(id: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#ports.set(id, port2);
    port2.onmessage = ({ data }) => this.#post({ kind: 'port', port: id, data });
    port2.addEventListener('close', () => this.#post({ kind: 'port-closed', port: id }));
    return port1;
  }

  received(message: PortMessage): void {
    const port = this.#ports.get(message.port);
    if (message.kind === 'port') port?.postMessage(message.data);
    else port?.close();
  }
}
