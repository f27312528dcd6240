import { Strict } from '../strict/strict.ts';

const unanswered = (name: string) =>
  new Error(`Nobody answers dialog.${name} in the stand-in for Electron: a test replaces it with its answer first.`);

/** Dialogs have no window here: a test puts its answer in the place of the function it expects to be asked. */
export class Dialog extends Strict {
  async showOpenDialog(..._asked: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    throw unanswered('showOpenDialog');
  }

  async showSaveDialog(..._asked: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    throw unanswered('showSaveDialog');
  }

  async showMessageBox(..._asked: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    throw unanswered('showMessageBox');
  }

  showMessageBoxSync(..._asked: unknown[]): number {
    throw unanswered('showMessageBoxSync');
  }

  /** Electron itself shows this where nobody can answer, and goes on. */
  showErrorBox(title: string, content: string): void {
    console.error(`${title}: ${content}`);
  }
}
