import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What decides whether the workbench opens in Electron. */
export interface Surroundings {
  /** Folder of package.json. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

const PROGRAM: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * Path of the Electron program, whether or not it is there. Never asks the `electron` package: merely loading it starts a
 * download of some hundred megabytes.
 */
export function electronProgram({ root, env, platform }: Surroundings): string {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || join(root, 'node_modules', 'electron', 'dist');
  return join(folder, PROGRAM[platform] ?? 'electron');
}

/** Whether windows can be shown: only Linux and its kin run without a screen as a matter of course. */
export const hasDisplay = ({ env, platform }: Surroundings): boolean =>
  platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/** Why the workbench cannot open in Electron here, in one sentence; undefined when it can. */
export function whyNotElectron(surroundings: Surroundings): string | undefined {
  if (!hasDisplay(surroundings)) return 'There is no display here, so the workbench is served to a browser.';
  if (existsSync(electronProgram(surroundings))) return undefined;
  return 'Electron itself is not installed (npx install-electron gets it), so the workbench is served to a browser.';
}
