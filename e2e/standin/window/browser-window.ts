import { preventable } from '../strict/event.ts';
import { StrictEmitter } from '../strict/strict.ts';
import { type Surroundings, WebContents } from './web-contents.ts';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowOptions extends Partial<Rectangle> {
  title?: string;
  show?: boolean;
  webPreferences?: { preload?: string };
}

/** The state of a window that the application may set and read. */
type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

/** A window of the application. Its place, size and state are data; the browser shows a page of that size. */
export class BrowserWindow extends StrictEmitter {
  static override readonly events = [
    'blur',
    'close',
    'closed',
    'enter-full-screen',
    'focus',
    'leave-full-screen',
    'maximize',
    'minimize',
    'move',
    'page-title-updated',
    'ready-to-show',
    'resize',
    'restore',
    'show',
    'hide',
    'unmaximize',
    'unresponsive',
  ];
  static readonly #all = new Set<BrowserWindow>();
  static #surroundings: () => Surroundings;
  static #opened: (window: BrowserWindow) => void;
  static #lastId = 0;
  static #focused: BrowserWindow | undefined;
  readonly id = ++BrowserWindow.#lastId;
  readonly webContents: WebContents;
  #bounds: Rectangle;
  #state: State = 'normal';
  #title: string;
  #isVisible: boolean;
  #isDestroyed = false;

  constructor({
    x = 0,
    y = 0,
    width = 800,
    height = 600,
    title = '',
    show = true,
    webPreferences,
  }: WindowOptions = {}) {
    super();
    this.#bounds = { x, y, width, height };
    this.#title = title;
    this.#isVisible = show;
    const options = { preload: webPreferences?.preload, size: { width, height } };
    this.webContents = new WebContents(BrowserWindow.#surroundings(), options);
    this.webContents.on('destroyed', () => this.#gone());
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.on('page-title-updated', (_event, title) => this.#retitled(title));
    BrowserWindow.#all.add(this);
    BrowserWindow.#opened(this);
  }

  /** Where windows are shown, asked for when one opens, and who is told of it. */
  static showIn(surroundings: () => Surroundings, opened: (window: BrowserWindow) => void): void {
    BrowserWindow.#surroundings = surroundings;
    BrowserWindow.#opened = opened;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.#focused ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find(({ webContents }) => webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  focus(): void {
    if (BrowserWindow.#focused === this) return;
    BrowserWindow.#focused?.emit('blur');
    BrowserWindow.#focused = this;
    this.webContents.focus();
    this.emit('focus');
  }

  isFocused(): boolean {
    return BrowserWindow.#focused === this;
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  minimize(): void {
    this.#become('minimized', 'minimize');
  }

  isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  maximize(): void {
    this.#become('maximized', 'maximize');
  }

  unmaximize(): void {
    this.#become('normal', 'unmaximize');
  }

  restore(): void {
    this.#become('normal', 'restore');
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen';
  }

  setFullScreen(flag: boolean): void {
    this.#become(flag ? 'fullscreen' : 'normal', flag ? 'enter-full-screen' : 'leave-full-screen');
  }

  /** As the user closes it: the application may prevent it. */
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    this.webContents.close();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  #become(state: State, event: string): void {
    if (this.#state === state) return;
    this.#state = state;
    this.emit(event);
  }

  #retitled(title: string): void {
    const event = preventable({});
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.#title = title;
  }

  #gone(): void {
    this.#isDestroyed = true;
    BrowserWindow.#all.delete(this);
    if (BrowserWindow.#focused === this) BrowserWindow.#focused = undefined;
    this.emit('closed');
  }
}
