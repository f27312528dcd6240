import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import type { appContract } from '../../contract/app-contract.ts';
import type { Emit } from '../broadcast.ts';
import type { Library } from '../collections/library.ts';
import type { Desktop } from '../desktop.ts';
import type { WorkbenchFolder } from '../files/folder.ts';
import type { Imports } from '../files/imports.ts';
import type { Bridges } from '../hosts/bridges.ts';
import type { HostList } from '../hosts/host-list.ts';
import type { Replays } from '../replay/replays.ts';
import type { SessionStore } from '../session-store.ts';

/** What the handlers of all method families work with. */
export interface HandlerContext {
  readonly bridges: Bridges;
  readonly hosts: HostList;
  readonly sessions: SessionStore;
  readonly replays: Replays;
  readonly folder: WorkbenchFolder;
  readonly library: Library;
  /** What the window that asks is bringing in. */
  readonly imports: Imports;
  /** Tells every window. */
  readonly emit: Emit;
  /** Tells every window but the one that asks. */
  readonly others: Emit;
  /** Tells the window that asks, and no other. */
  readonly tell: Emit;
  /** Aborted when the window that asks is gone. */
  readonly gone: AbortSignal;
  readonly version: string;
  readonly host: 'serve' | 'electron';
  /** Of the window that asks, when its host has one. */
  readonly desktop?: Desktop;
}

export type AppHandlers = Handlers<typeof appContract>;

/** The handlers of one family: `recording.start` and `recording.stop` are `Family<'recording.start' | 'recording.stop'>`. */
export type Family<Name extends keyof AppHandlers> = Pick<AppHandlers, Name>;
