import type { BrowserWindow } from 'electron';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import type { CommandsState } from '../contract/app-contract.ts';
import type { Desktop, WindowLink } from '../workbench/desktop.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { dialogsOf } from './dialogs.ts';
import type { Wish } from './launch.ts';
import { NO_COMMANDS } from './menu.ts';

export interface DeskOptions {
  readonly workbench: Workbench;
  /** Makes the window, showing an address at start. */
  readonly openWindow: (address: string | undefined) => BrowserWindow;
  /** How it stands with the commands of the menus. */
  readonly showCommands: (state: CommandsState) => void;
  /** Which files were chosen lately. */
  readonly recent: Desktop['recentFiles'];
}

/** The one window, and what is asked of it, kept until it can be asked. */
export class Desk {
  readonly #options: DeskOptions;
  #window: BrowserWindow | undefined;
  #link: WindowLink | undefined;
  #waiting: ((link: WindowLink) => void)[] = [];

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Shows what is wished for, in the window that is there or in a new one. */
  async show(wishes: readonly Wish[]): Promise<void> {
    const [first, ...others] = await Promise.all(wishes.map((wish) => this.#addressOf(wish)));
    if (!this.#window) this.#open(first);
    else if (first !== undefined) others.unshift(first);
    for (const address of others) this.#ask((link) => link.open(address));
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  /** Runs a command of the menus. */
  run(command: string): void {
    this.#ask((link) => link.run(command));
  }

  /** Tells the person at the window. */
  tell(info: ErrorInfo): void {
    this.#ask((link) => link.tell(info));
  }

  /** Connects the page of `window`. It can be asked for something once it has said what it can do. */
  attach(carrier: Carrier, window: BrowserWindow): void {
    const desktop: Desktop = {
      dialogs: dialogsOf(window),
      recentFiles: this.#options.recent,
      commandsChanged: (state) => {
        this.#options.showCommands(state);
        this.#link = link;
        for (const ask of this.#waiting.splice(0)) ask(link);
      },
    };
    const link = this.#options.workbench.attach(carrier, desktop);
  }

  #open(address: string | undefined): void {
    const window = this.#options.openWindow(address);
    this.#window = window;
    window.on('closed', () => {
      this.#window = undefined;
      this.#options.showCommands(NO_COMMANDS);
    });
  }

  #ask(what: (link: WindowLink) => void): void {
    if (this.#link && !this.#link.closed) what(this.#link);
    else this.#waiting.push(what);
  }

  /** A file that cannot be admitted is asked for as it was named: the window then says what is wrong. */
  #addressOf({ address, path }: Wish): Promise<string> | string {
    return path === undefined ? address : this.#options.workbench.admit(path).catch(() => address);
  }
}
