import { decode, encode } from '../codec/codec.ts';
import { POST, RECEIVE, type ToMain, type ToPage, WORLD } from '../codec/messages.ts';
import type { CdpSession } from '../process/cdp.ts';
import { droppedPaths } from './file-paths.ts';

/** The way to the preload's world of one page. What is sent before the preload has run waits for it. */
export class PageWire {
  readonly #page: CdpSession;
  readonly #received: (message: ToMain) => void;
  #world: number | undefined;
  #waiting: ToPage[] = [];

  constructor(page: CdpSession, received: (message: ToMain) => void) {
    this.#page = page;
    this.#received = received;
  }

  async open(): Promise<void> {
    this.#page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === POST) this.#heard(executionContextId, decode(payload) as ToMain);
    });
    await this.#page.send('Runtime.enable');
    await this.#page.send('Runtime.addBinding', { name: POST, executionContextName: WORLD });
  }

  /** The document is gone. */
  lost(): void {
    this.#world = undefined;
    this.#waiting = [];
  }

  post(message: ToPage): void {
    if (this.#world === undefined) this.#waiting.push(message);
    else this.#deliver(this.#world, message);
  }

  #heard(world: number, message: ToMain): void {
    if (message.kind === 'files') void this.#tellPaths(world, message.count);
    else if (message.kind === 'ready') this.#ready(world);
    else this.#received(message);
  }

  async #tellPaths(world: number, count: number): Promise<void> {
    this.#deliver(world, { kind: 'paths', paths: await droppedPaths(this.#page, world, count) });
  }

  #ready(world: number): void {
    this.#world = world;
    for (const waiting of this.#waiting.splice(0)) this.#deliver(world, waiting);
  }

  #deliver(executionContextId: number, message: ToPage): void {
    const functionDeclaration = `function (text) { globalThis.${RECEIVE}(text); }`;
    const call = { functionDeclaration, executionContextId, arguments: [{ value: encode(message) }] };
    this.#page.send('Runtime.callFunctionOn', call).catch(() => {});
  }
}
