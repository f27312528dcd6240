import type { Answer, CdpSession } from './cdp.ts';
import type { Chromium } from './chromium.ts';

/** A page of the browser and the way to it. */
export interface PageTarget {
  readonly targetId: string;
  readonly session: CdpSession;
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly title: string;
}

export interface PageListener {
  /** It is gone, whoever closed it. */
  closed(): void;
  retitled(title: string): void;
}

/** Hands out pages for windows and tells what becomes of them. */
export class Browser {
  readonly #chromium: Chromium;
  readonly #listeners = new Map<string, PageListener>();
  #first: string | undefined;

  private constructor(chromium: Chromium) {
    this.#chromium = chromium;
    const { browser } = chromium.cdp;
    browser.on('Target.targetDestroyed', ({ targetId }) => this.#listeners.get(targetId)?.closed());
    browser.on('Target.targetInfoChanged', ({ targetInfo: { targetId, title } }: { targetInfo: TargetInfo }) =>
      this.#listeners.get(targetId)?.retitled(title),
    );
  }

  static async of(chromium: Chromium): Promise<Browser> {
    const browser = new Browser(chromium);
    const { targetInfos } = await browser.send('Target.getTargets');
    browser.#first = (targetInfos as TargetInfo[]).find(({ type }) => type === 'page')?.targetId;
    await browser.send('Target.setDiscoverTargets', { discover: true });
    return browser;
  }

  send(method: string, params: Record<string, unknown> = {}) {
    return this.#chromium.cdp.browser.send(method, params);
  }

  on(event: string, listener: (params: Answer) => void): void {
    this.#chromium.cdp.browser.on(event, listener);
  }

  /** The page of a new window. */
  async openPage(size: { width: number; height: number }, listener: PageListener): Promise<PageTarget> {
    const taken = this.#first;
    this.#first = undefined;
    const targetId = taken ?? (await this.#create(size));
    if (taken) await this.#resize(taken, size);
    this.#listeners.set(targetId, listener);
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return { targetId, session: this.#chromium.cdp.session(sessionId) };
  }

  async #create(size: { width: number; height: number }): Promise<string> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size });
    return targetId;
  }

  async #resize(targetId: string, size: { width: number; height: number }): Promise<void> {
    const { windowId } = await this.send('Browser.getWindowForTarget', { targetId });
    await this.send('Browser.setWindowBounds', { windowId, bounds: size });
  }

  async closePage(targetId: string): Promise<void> {
    await this.send('Target.closeTarget', { targetId }).catch(() => {});
  }
}
