import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronProgram } from '../../electron/cli/start/electron-app.ts';
import type { HostName, Launcher } from './launcher.ts';
import { launchServed } from './serve.ts';
import { launchShell } from './shell.ts';

const root = join(import.meta.dirname, '..', '..');
const STANDIN = join(import.meta.dirname, '..', 'standin');
const ELECTRON = process.env.ELECTRON_PATH ?? electronProgram({ root, env: process.env, platform: process.platform });

/** Every way to run the workbench, by name. */
export const launchers: Record<HostName, Launcher> = {
  serve: launchServed,
  standin: (_browser, scale) => launchShell(STANDIN, join(STANDIN, 'electron'), scale),
  electron: (_browser, scale) => launchShell(dirname(ELECTRON), ELECTRON, scale),
};

/** Why Electron itself cannot be tested here; undefined when it can. */
export const whyNoElectron: string | undefined = existsSync(ELECTRON)
  ? undefined
  : 'Electron itself is not installed: npx install-electron gets it, or ELECTRON_PATH names it';
