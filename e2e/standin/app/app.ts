import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from '../process/command-line.ts';
import { preventable } from '../strict/event.ts';
import { StrictEmitter } from '../strict/strict.ts';
import { BrowserWindow } from '../window/browser-window.ts';
import { electronPaths } from './paths.ts';
import { becomeFirst, type Start } from './single-instance.ts';
import { Switches } from './switches.ts';

interface PackageFile {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
}

/** The application's life, from `ready` to `quit`. */
export class App extends StrictEmitter {
  static override readonly events = [
    'activate',
    'before-quit',
    'browser-window-created',
    'open-file',
    'quit',
    'ready',
    'render-process-gone',
    'second-instance',
    'web-contents-created',
    'will-quit',
    'window-all-closed',
  ];
  readonly commandLine: Switches;
  readonly isPackaged = false;
  readonly #path: string;
  readonly #package: PackageFile;
  readonly #paths: ReturnType<typeof electronPaths>;
  readonly #ready: Promise<void>;
  #announce = () => {};
  #beforeExit = async () => {};
  #isReady = false;
  #isQuitting = false;
  #isFirst: boolean | undefined;

  constructor(line: CommandLine) {
    super();
    this.commandLine = new Switches(line);
    this.#path = line.appPath;
    this.#package = JSON.parse(readFileSync(join(line.appPath, 'package.json'), 'utf8'));
    this.#paths = electronPaths(this.name);
    this.#ready = new Promise((resolve) => {
      this.#announce = resolve;
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => this.quit());
  }

  /** The browser runs; `beforeExit` ends it. */
  static start(app: App, beforeExit: () => Promise<void>): void {
    app.#beforeExit = beforeExit;
    app.#isReady = true;
    app.emit('ready', {}, {});
    app.#announce();
  }

  static opened(app: App, window: BrowserWindow): void {
    const { webContents } = window;
    window.on('closed', () => app.#windowClosed());
    webContents.on('render-process-gone', (event, details) =>
      app.emit('render-process-gone', event, webContents, details),
    );
    app.emit('web-contents-created', {}, webContents);
    app.emit('browser-window-created', {}, window);
  }

  get name(): string {
    return this.#package.productName ?? this.#package.name;
  }

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return this.#package.version;
  }

  getAppPath(): string {
    return this.#path;
  }

  getLocale(): string {
    return 'en-US';
  }

  getPath(name: string): string {
    return this.#paths.get(name);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** Whether Chromium's sandbox is on is Chromium's own matter: it is, except for root. */
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  disableHardwareAcceleration(): void {
    this.commandLine.appendSwitch('disable-gpu');
  }

  /** Lists of the desktop are its own matter. */
  addRecentDocument(_path: string): void {}

  clearRecentDocuments(): void {}

  requestSingleInstanceLock(data?: unknown): boolean {
    const started = ({ argv, cwd, data }: Start) => this.emit('second-instance', {}, argv, cwd, data);
    this.#isFirst ??= becomeFirst(this.getPath('userData'), { argv: process.argv, cwd: process.cwd(), data }, started);
    return this.#isFirst;
  }

  hasSingleInstanceLock(): boolean {
    return this.#isFirst ?? false;
  }

  /** Asks everyone who may object, windows first. */
  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = this.#isAllowed('before-quit');
    if (!this.#isQuitting) return;
    const windows = BrowserWindow.getAllWindows();
    for (const window of windows) window.close();
    if (windows.length === 0) this.#willQuit();
  }

  /** Ends at once, asking nobody. */
  exit(exitCode = 0): void {
    this.emit('quit', {}, exitCode);
    void this.#beforeExit().finally(() => process.exit(exitCode));
  }

  #willQuit(): void {
    this.#isQuitting = this.#isAllowed('will-quit');
    if (this.#isQuitting) this.exit();
  }

  #isAllowed(event: string): boolean {
    const asked = preventable({});
    this.emit(event, asked);
    return !asked.defaultPrevented;
  }

  #windowClosed(): void {
    if (BrowserWindow.getAllWindows().length > 0) return;
    if (this.#isQuitting) this.#willQuit();
    else if (!this.emit('window-all-closed')) this.quit();
  }
}
