import { Strict } from '../strict/strict.ts';
import { fromBrowser } from './address.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** Handlers of the application's schemes. What they answer is given to the page as the answer to an ordinary request. */
export class Schemes {
  readonly handlers = new Map<string, Handler>();

  /** The answer to a request for `url` of the browser, in the debugging protocol's terms. */
  async answer(url: string, method: string): Promise<Record<string, unknown>> {
    const own = fromBrowser(url);
    const handler = this.handlers.get(new URL(own).protocol.slice(0, -1));
    if (!handler) return { responseCode: 404 };
    const response = await handler(new Request(own, { method }));
    return {
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    };
  }
}

export class Protocol extends Strict {
  readonly #schemes: Schemes;
  readonly #isReady: () => boolean;

  constructor(schemes: Schemes, isReady: () => boolean) {
    super();
    this.#schemes = schemes;
    this.#isReady = isReady;
  }

  registerSchemesAsPrivileged(_schemes: { scheme: string }[]): void {
    if (this.#isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  }

  handle(scheme: string, handler: Handler): void {
    if (this.#schemes.handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
    this.#schemes.handlers.set(scheme, handler);
  }
}
