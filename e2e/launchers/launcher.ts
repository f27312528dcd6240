import type { Browser, ElectronApplication, Page } from '@playwright/test';

/** A workbench process of the test's own, with a window on it. */
export interface RunningWorkbench {
  /** The window, on its way to what opens at start. */
  readonly page: Page;
  /** Its folder of recordings, captures and programs. */
  readonly folder: string;
  /** The main process. */
  readonly pid: number;
  /** Ends it as its user would; the exit status. */
  stop(): Promise<number | null>;
}

/** Served to a browser on this machine. */
export interface ServedWorkbench extends RunningWorkbench {
  /** The address it printed, token included. */
  readonly url: string;
}

/** An application with windows, menus and dialogs of its own. */
export interface ShellWorkbench extends RunningWorkbench {
  readonly app: ElectronApplication;
  /** Exit status, once it has ended by itself. */
  readonly ended: Promise<number | null>;
  /** Starts the same application once more; what it ended with. */
  startAgain(...args: string[]): Promise<number | null>;
}

export type HostName = 'serve' | 'standin' | 'electron';

/** One way to run the workbench. The same specs run under each. */
export type Launcher = (browser: Browser, scale: number) => Promise<RunningWorkbench>;
