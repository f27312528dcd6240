import type { ToMain } from '../codec/messages.ts';
import { IpcMain } from '../ipc/ipc-main.ts';
import { type MessagePortMain, PagePorts } from '../ipc/ports.ts';
import type { Browser, PageTarget } from '../process/browser.ts';
import type { CdpSession } from '../process/cdp.ts';
import { preventable } from '../strict/event.ts';
import { StrictEmitter } from '../strict/strict.ts';
import { fromBrowser, toBrowser } from './address.ts';
import { WebFrameMain } from './frame.ts';
import { closePopups, type OpenHandler } from './popups.ts';
import { installPreload } from './preload-script.ts';
import type { Schemes } from './protocol.ts';
import { interceptRequests, type Navigation } from './requests.ts';
import { Session } from './session.ts';
import { PageWire } from './wire.ts';

/** What all windows share. */
export interface Surroundings {
  readonly browser: Browser;
  readonly schemes: Schemes;
  readonly ipcMain: IpcMain;
  readonly session: Session;
}

export interface ContentsOptions {
  readonly preload: string | undefined;
  readonly size: { readonly width: number; readonly height: number };
}

/** The page of a window. It exists at once; the browser's page behind it a moment later. */
export class WebContents extends StrictEmitter {
  static override readonly events = [
    'did-finish-load',
    'did-navigate',
    'page-title-updated',
    'render-process-gone',
    'destroyed',
    'will-attach-webview',
    'will-frame-navigate',
    'will-navigate',
  ];
  static readonly #all = new Set<WebContents>();
  static #lastId = 0;
  readonly id = ++WebContents.#lastId;
  readonly session: Session;
  readonly #surroundings: Surroundings;
  readonly #ready: Promise<PageTarget>;
  readonly #ports = new PagePorts((message) => this.#wire?.post(message));
  #target: PageTarget | undefined;
  #wire: PageWire | undefined;
  #openHandler: OpenHandler | undefined;
  #url = '';
  #title = '';
  #loading: string | undefined;
  #isDestroyed = false;
  #isCrashed = false;

  constructor(surroundings: Surroundings, options: ContentsOptions) {
    super();
    this.#surroundings = surroundings;
    this.session = surroundings.session;
    this.#ready = this.#open(options);
    this.#ready.catch(() => this.#closed());
    WebContents.#all.add(this);
  }

  static getAllWebContents(): WebContents[] {
    return [...WebContents.#all];
  }

  static fromId(id: number): WebContents | undefined {
    return WebContents.getAllWebContents().find((contents) => contents.id === id);
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return WebContents.getAllWebContents().find((contents) => contents.#target?.targetId === targetId);
  }

  get mainFrame(): WebFrameMain {
    return new WebFrameMain(this.#url, (channel, message, ports) => this.postMessage(channel, message, ports));
  }

  async loadURL(url: string): Promise<void> {
    const { session } = await this.#ready;
    this.#loading = url.split('#')[0]!;
    await this.#permissions();
    const { errorText } = await session.send('Page.navigate', { url: toBrowser(url) });
    if (errorText) throw new Error(`${errorText} loading '${url}'`);
  }

  getURL(): string {
    return this.#url;
  }

  getTitle(): string {
    return this.#title;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  reload(): void {
    this.#loading = this.#url.split('#')[0]!;
    this.#send('Page.reload');
  }

  forcefullyCrashRenderer(): void {
    this.#send('Page.crash');
  }

  focus(): void {
    this.#send('Page.bringToFront');
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { session } = await this.#ready;
    const evaluate = { expression: code, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', evaluate);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#post(channel, args, []);
  }

  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    this.#post(channel, [message], transfer);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  close(_options?: { waitForBeforeUnload?: boolean }): void {
    this.#ready.then(({ targetId }) => this.#surroundings.browser.closePage(targetId)).catch(() => {});
  }

  /** The browser's page behind it. */
  static async pageOf(contents: WebContents): Promise<{ browser: Browser; session: CdpSession }> {
    const { session } = await contents.#ready;
    return { browser: contents.#surroundings.browser, session };
  }

  /** Shows media queries of the page what the application's theme is. */
  static emulateMedia(features: { name: string; value: string }[]): void {
    for (const contents of WebContents.#all) contents.#send('Emulation.setEmulatedMedia', { features });
  }

  async #open({ preload, size }: ContentsOptions): Promise<PageTarget> {
    const { browser, schemes } = this.#surroundings;
    const closed = () => this.#closed();
    const target = await browser.openPage(size, { closed, retitled: (title) => this.#retitled(title) });
    const { session } = target;
    this.#target = target;
    this.#wire = new PageWire(session, (message) => this.#received(message));
    this.#follow(target);
    await Promise.all([
      session.send('Page.enable'),
      session.send('Inspector.enable'),
      this.#wire.open(),
      installPreload(session, preload),
      interceptRequests(session, schemes, (navigation) => this.#mayNavigate(navigation)),
      closePopups(
        session,
        () => this.#openHandler,
        (targetId) => browser.closePage(targetId),
      ),
    ]);
    return target;
  }

  #follow({ session, targetId }: PageTarget): void {
    session.on('Page.frameNavigated', ({ frame }) => frame.id === targetId && this.#navigated(fromBrowser(frame.url)));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === targetId) this.#url = fromBrowser(url);
    });
    session.on('Page.loadEventFired', () => this.#url && this.emit('did-finish-load'));
    session.on('Inspector.targetCrashed', () => this.#crashed());
  }

  #navigated(url: string): void {
    this.#isCrashed = false;
    this.#url = url;
    this.emit('did-navigate', preventable({}), url);
  }

  #lost(): void {
    this.#wire?.lost();
    this.#ports.closeAll();
  }

  #crashed(): void {
    this.#isCrashed = true;
    this.#lost();
    this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 });
  }

  #closed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    WebContents.#all.delete(this);
    this.#lost();
    this.emit('destroyed');
  }

  #retitled(title: string): void {
    if (title === this.#title || !this.#url) return;
    this.#title = title;
    this.emit('page-title-updated', preventable({}), title, true);
  }

  /** Whether a document may be loaded: what main itself asked for always may. */
  #mayNavigate({ url, frameId }: Navigation): boolean {
    const isMainFrame = frameId === this.#target?.targetId;
    const isAsked = isMainFrame && url === this.#loading;
    const event = preventable({ url, isMainFrame, isSameDocument: false });
    if (!isAsked) this.emit('will-frame-navigate', event);
    if (event.defaultPrevented) return false;
    if (isMainFrame) this.#lost();
    return true;
  }

  #received(message: ToMain): void {
    const { ipcMain } = this.#surroundings;
    const event = { sender: this, senderFrame: this.mainFrame, ports: [] };
    if (message.kind === 'send') IpcMain.deliver(ipcMain, message.channel, event, message.args);
    else if (message.kind === 'invoke') void this.#answer(message, event);
    else if (message.kind === 'port' || message.kind === 'port-closed') this.#ports.received(message);
  }

  async #answer({ channel, args, call }: ToMain & { kind: 'invoke' }, event: object): Promise<void> {
    const answer = IpcMain.answer(this.#surroundings.ipcMain, channel, event, args);
    await answer.then(
      (value) => this.#wire?.post({ kind: 'answer', call, value }),
      (error: Error) => this.#wire?.post({ kind: 'answer', call, error: error.message }),
    );
  }

  #post(channel: string, args: unknown[], ports: readonly MessagePortMain[]): void {
    this.#wire?.post({ kind: 'send', channel, args, ports: this.#ports.handOver(ports) });
  }

  async #permissions(): Promise<void> {
    const settings = Session.settings(this.session);
    await Promise.all(settings.map((setting) => this.#surroundings.browser.send('Browser.setPermission', setting)));
  }

  #send(method: string, params?: Record<string, unknown>): void {
    this.#ready.then(({ session }) => session.send(method, params)).catch(() => {});
  }
}
