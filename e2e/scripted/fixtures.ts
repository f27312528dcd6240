import { test as base, expect } from '@playwright/test';
import type { Session } from '../../electron/contract/app-contract.ts';
import { findInstallation } from '../../electron/serve/installation.ts';
import { startServer } from '../../electron/serve/server.ts';
import { Workbench } from '../../electron/workbench/workbench.ts';
import { privateFolder } from '../launchers/folder.ts';
import { WorkbenchWindow } from '../pages/workbench-window.ts';
import { type Answers, Relay } from './relay.ts';

export { expect };

/** The window on a workbench whose answers a test may replace: machines that do not exist, calls that never return. */
export interface Scripted {
  readonly window: WorkbenchWindow;
  /** Answers in place of the workbench, from the next call on. */
  readonly answers: Answers;
  readonly relay: Relay;
  /** Shows the open session as if the workbench had told this about it. */
  changeSession(change: Partial<Session>): Promise<void>;
}

interface Fixtures {
  readonly scripted: Scripted;
}

export const test = base.extend<Fixtures>({
  scripted: async ({ page }, use) => {
    const { folder, remove } = privateFolder();
    const { version, bridgeCommand, windowFolder } = findInstallation();
    const workbench = new Workbench({ folder, bridgeCommand, version, host: 'serve' });
    const answers: Answers = {};
    const relays: Relay[] = [];
    const server = await startServer({
      root: windowFolder,
      port: 0,
      attach: (carrier) => void relays.push(new Relay(carrier, workbench, answers)),
    });
    const window = new WorkbenchWindow(page);
    await window.open(server.url);
    const relay = relays[0]!;
    const changeSession = async (change: Partial<Session>) => {
      const { sessions } = await relay.ask('session.list', {});
      relay.tell('session.changed', { ...sessions[0]!, ...change });
    };
    await use({ window, answers, relay, changeSession });
    await server.close();
    await workbench.close();
    remove();
  },
});
