import type { MessagePortMain } from '../ipc/ports.ts';
import { Strict } from '../strict/strict.ts';

/** The top frame of a window, as main sees it. */
export class WebFrameMain extends Strict {
  readonly parent = null;
  readonly url: string;
  readonly #post: (channel: string, message: unknown, ports?: MessagePortMain[]) => void;

  constructor(url: string, post: (channel: string, message: unknown, ports?: MessagePortMain[]) => void) {
    super();
    this.url = url;
    this.#post = post;
  }

  postMessage(channel: string, message: unknown, transfer?: MessagePortMain[]): void {
    this.#post(channel, message, transfer);
  }
}
