import type { Browser } from '../process/browser.ts';
import { preventable } from '../strict/event.ts';
import { Strict, StrictEmitter } from '../strict/strict.ts';
import { fromBrowser } from './address.ts';

type Request = (contents: never, permission: never, answer: (granted: boolean) => void, details: never) => void;
type Check = (contents: never, permission: never, origin: string, details: never) => boolean;

/** Electron's permissions and what the browser calls them. */
const PERMISSIONS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  geolocation: [{ name: 'geolocation' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  notifications: [{ name: 'notifications' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'window-management': [{ name: 'window-management' }],
};

class DownloadItem extends Strict {
  readonly #url: string;

  constructor(url: string) {
    super();
    this.#url = url;
  }

  getURL(): string {
    return this.#url;
  }
}

/** What pages may do. What the handlers say is asked once and made the browser's own answer. */
export class Session extends StrictEmitter {
  static override readonly events = ['will-download'];
  #request: Request | undefined;
  #check: Check | undefined;

  setPermissionRequestHandler(handler: Request | null): void {
    this.#request = handler ?? undefined;
  }

  setPermissionCheckHandler(handler: Check | null): void {
    this.#check = handler ?? undefined;
  }

  setDevicePermissionHandler(_handler: ((details: never) => boolean) | null): void {}

  /** The answers, as settings of the browser. */
  static settings(session: Session): { permission: Record<string, unknown>; setting: string }[] {
    return Object.entries(PERMISSIONS).flatMap(([name, known]) => {
      const setting = session.#grants(name) ? 'granted' : 'denied';
      return known.map((permission) => ({ permission, setting }));
    });
  }

  /** Ends downloads that the application prevents. */
  static watchDownloads(session: Session, browser: Browser): void {
    browser.on('Browser.downloadWillBegin', ({ guid, url }) => {
      const event = preventable({});
      session.emit('will-download', event, new DownloadItem(fromBrowser(url)));
      if (event.defaultPrevented) browser.send('Browser.cancelDownload', { guid }).catch(() => {});
    });
    void browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
  }

  #grants(permission: string): boolean {
    let isGranted = !this.#request;
    this.#request?.(
      null as never,
      permission as never,
      (answer) => {
        isGranted = answer;
      },
      {} as never,
    );
    return isGranted && (this.#check?.(null as never, permission as never, '', {} as never) ?? true);
  }
}
