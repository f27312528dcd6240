import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';

/** Where this installation's own files are, wherever it was put. */
export interface Installation {
  /** Folder of package.json. */
  readonly root: string;
  readonly version: string;
  /** argv that starts the bridge program of this machine. */
  readonly bridgeCommand: readonly string[];
  /** Folder of the built window. */
  readonly windowFolder: string;
}

/** @throws WorkbenchError `broken-installation` when package.json is not where the bundles and the sources expect it. */
export function findInstallation(): Installation {
  // Sources (electron/serve) and bundles (dist/cli, dist/shell) both lie two folders below the root.
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const bridgeCommand = [process.execPath, join(bridgeFolder(root), 'bridge.mjs'), '--stdio'];
  return { root, version: versionAt(root), bridgeCommand, windowFolder: join(root, 'dist', 'renderer') };
}

/** A package keeps the programs in an archive, and the bridge beside it as a plain file: it runs as a process of its own. */
export const bridgeFolder = (root: string): string =>
  basename(root) === 'app.asar' ? join(root, '..', 'bridge') : join(root, 'dist', 'bridge');

/** Folder of recordings, captures and programs: ZPCIWB_FOLDER, or the platform's place for data. */
export const workbenchFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env.ZPCIWB_FOLDER || envPaths('zpci-workbench', { suffix: '' }).data;

function versionAt(root: string): string {
  try {
    return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  } catch (cause) {
    const message = `zPCI Workbench is incomplete: ${join(root, 'package.json')} cannot be read.`;
    throw new WorkbenchError({ code: 'broken-installation', message, next: 'Install it again.' }, { cause });
  }
}
