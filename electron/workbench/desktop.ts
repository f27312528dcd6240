import { type ErrorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { CommandsState, FileEntry } from '../contract/app-contract.ts';
import type { FileKind } from './files/names.ts';

/** The file dialogs of a desktop. Paths are absolute. */
export interface Dialogs {
  /** Files to open, anywhere on this machine; none when the dialog was closed. */
  open(): Promise<readonly string[]>;
  /** Where to save a file of this kind, `proposed` being filled in; undefined when the dialog was closed. */
  save(kind: FileKind, proposed: string): Promise<string | undefined>;
  /** Where to export to; as `save`, for a format with this title and ending. */
  saveExport(title: string, ending: string, proposed: string): Promise<string | undefined>;
}

/** What a host with a desktop gives one window beside its page. A page in a browser has none of it. */
export interface Desktop {
  readonly dialogs: Dialogs;
  /** Told whenever it stands otherwise with the commands; first as soon as the window can be asked for something. */
  commandsChanged(state: CommandsState): void;
  /** Told of the files chosen lately, newest first: at once, and whenever they change. */
  recentFiles(files: readonly FileEntry[]): void;
}

/** What a desktop asks of a window. */
export interface WindowLink {
  /** Nobody is there any more. */
  readonly closed: boolean;
  /** Shows an address: a target, or a file that was admitted before. */
  open(address: string): void;
  /** Runs a command of `electron/contract/commands.ts`. */
  run(command: string): void;
  /** Tells the person something. */
  tell(info: ErrorInfo): void;
}

/** Throws `no-desktop` where the page has to do without. */
export function needDesktop(desktop: Desktop | undefined): Desktop {
  if (desktop) return desktop;
  const message = 'This workbench runs without a desktop: it has no file dialogs and no menus.';
  throw new WorkbenchError({ code: 'no-desktop', message, next: 'Choose files in the page itself.' });
}
