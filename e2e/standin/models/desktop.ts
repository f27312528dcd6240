import { Strict } from '../strict/strict.ts';

/** What would leave the application is told on standard error instead. */
export class Shell extends Strict {
  async openExternal(url: string): Promise<void> {
    console.error(`standin: open ${url}`);
  }

  async openPath(path: string): Promise<string> {
    console.error(`standin: open ${path}`);
    return '';
  }

  showItemInFolder(path: string): void {
    console.error(`standin: show ${path}`);
  }
}

/** There are no crash reports here. */
export class CrashReporter extends Strict {
  start(_options: unknown): void {}
}
