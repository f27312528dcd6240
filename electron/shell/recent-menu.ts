import { homedir } from 'node:os';
import type { MenuItemConstructorOptions } from 'electron';
import type { FileEntry } from '../contract/app-contract.ts';

type Item = MenuItemConstructorOptions;

export interface RecentOptions {
  readonly platform: NodeJS.Platform;
  /** Newest first. */
  readonly recent: readonly FileEntry[];
  readonly openFile: (path: string) => void;
  readonly forgetRecent: () => void;
}

const MOST = 10;

/** A path as a person says it; `&` alone would mark a key in a menu. */
const labelOf = (path: string) => path.replace(`${homedir()}/`, '~/').replaceAll('&', '&&');

/** The files chosen lately. macOS fills such a menu itself and hands the chosen file back as one to open. */
export function recentMenu({ platform, recent, openFile, forgetRecent }: RecentOptions): Item {
  const label = 'Open recent';
  if (platform === 'darwin') return { role: 'recentDocuments', label, submenu: [{ role: 'clearRecentDocuments' }] };
  const items = recent.slice(0, MOST).map(({ path }): Item => ({ label: labelOf(path), click: () => openFile(path) }));
  const clear: Item[] = [{ type: 'separator' }, { label: 'Forget these files', click: forgetRecent }];
  return { label, submenu: items.length > 0 ? [...items, ...clear] : [{ label: 'No files yet', enabled: false }] };
}
