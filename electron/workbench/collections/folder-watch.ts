import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A change is told this long after the last one of a row of them, ms: a checkout touches many files. */
const SETTLES = 100;
const MOST_FOLDERS = 1000;

/** Tells when anything in a folder or below it changes. Folders that cannot be watched are left out: what was listed stays as it is. */
export class FolderWatch {
  readonly #roots: readonly string[];
  readonly #told: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(roots: readonly string[], told: () => void) {
    this.#roots = roots;
    this.#told = told;
  }

  /** Watches the folders as they are now. */
  async start(): Promise<void> {
    const folders = new Set(
      (await Promise.all(this.#roots.map((root) => foldersOf(root)))).flat().slice(0, MOST_FOLDERS),
    );
    if (this.#closed) return;
    for (const [folder, watcher] of this.#watchers) if (!folders.has(folder)) this.#drop(folder, watcher);
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#add(folder);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const [folder, watcher] of this.#watchers) this.#drop(folder, watcher);
  }

  #add(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => this.#stir());
      watcher.on('error', () => this.#drop(folder, watcher));
      this.#watchers.set(folder, watcher);
    } catch {
      return;
    }
  }

  #drop(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }

  #stir(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#settled(), SETTLES);
    this.#timer.unref();
  }

  async #settled(): Promise<void> {
    await this.start();
    if (!this.#closed) this.#told();
  }
}

/** A folder with all below it; none when it is not there. */
async function foldersOf(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!entries) return [];
  const below = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return [root, ...below.filter((folder) => !folder.includes('/.git'))];
}
