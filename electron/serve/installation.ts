import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { ParcelFiles } from '../workbench/hosts/parcel.ts';

/** Where this installation's own files are, wherever it was put. */
export interface Installation {
  /** Folder of package.json. */
  readonly root: string;
  readonly version: string;
  /** argv that starts the bridge program of this machine. */
  readonly bridgeCommand: readonly string[];
  /** What the bridge program of another machine is made of. */
  readonly parcel: ParcelFiles;
  /** Folder of sample recordings, captures and programs. */
  readonly assets: string;
  /** Folder of the built window. */
  readonly windowFolder: string;
}

/** @throws WorkbenchError `broken-installation` when package.json is not where the bundles and the sources expect it. */
export function findInstallation(): Installation {
  // Sources (electron/serve) and bundles (dist/cli, dist/shell) both lie two folders below the root.
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const version = versionAt(root);
  const parcel = parcelFiles(root, version);
  const windowFolder = join(root, 'dist', 'renderer');
  return {
    root,
    version,
    bridgeCommand: [process.execPath, parcel.bridge, '--stdio'],
    parcel,
    assets: assetsFolder(root),
    windowFolder,
  };
}

/** A package keeps the programs in an archive, and the bridge beside it as a plain file: it runs as a process of its own. */
export const bridgeFolder = (root: string): string =>
  isPackage(root) ? join(root, '..', 'bridge') : join(root, 'dist', 'bridge');

/** What another machine is given of an installation. */
export const parcelFiles = (root: string, version: string): ParcelFiles => ({
  version,
  bridge: join(bridgeFolder(root), 'bridge.mjs'),
  addon: (architecture) => prebuiltAddon(root, architecture),
});

const isPackage = (root: string) => basename(root) === 'app.asar';

/** The addon for Linux on a processor, `s390x`: beside the bridge in a package, in the room of the addon otherwise. */
function prebuiltAddon(root: string, architecture: string): string {
  const folder = isPackage(root) ? bridgeFolder(root) : join(root, 'native-bridge', 'addon');
  return join(folder, 'prebuilt', `linux-${architecture}`, 'zpci.node');
}

/** What ships to be opened: beside the archive in a package. */
export const assetsFolder = (root: string): string =>
  isPackage(root) ? join(root, '..', 'samples') : join(root, 'assets');

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
