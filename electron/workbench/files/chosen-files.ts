import type { FileEntry } from '../../contract/app-contract.ts';
import { entryOf } from './entry.ts';
import { KeptList } from './kept-list.ts';
import { kindOf } from './names.ts';

/** Files remembered, the oldest choice forgotten first. */
const MOST_FILES = 20;

type Follower = (files: FileEntry[]) => void;

/** Files outside the workbench folder that a person chose on the desktop, newest first: a window may name these as well. */
export class ChosenFiles {
  readonly #paths: KeptList;
  readonly #followers = new Set<Follower>();

  /** @param file where the list is kept. */
  constructor(file: string) {
    this.#paths = new KeptList(file, MOST_FILES);
  }

  /** Remembers a file. @param path without links. */
  async add(path: string): Promise<void> {
    await this.#paths.add(path);
    await this.#tell();
  }

  /** Forgets them all. */
  async clear(): Promise<void> {
    await this.#paths.clear();
    await this.#tell();
  }

  /** Tells `follower` of them now and whenever they change, until the function that is given back is called. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    void this.list().then(follower);
    return () => this.#followers.delete(follower);
  }

  /** @param path without links. */
  async has(path: string): Promise<boolean> {
    return (await this.#paths.texts()).includes(path);
  }

  /** Those that are still there. */
  async list(): Promise<FileEntry[]> {
    const paths = await this.#paths.texts();
    return (await Promise.all(paths.map(entryIfThere))).filter((entry) => entry !== undefined);
  }

  async #tell(): Promise<void> {
    const files = await this.list();
    for (const follower of this.#followers) follower(files);
  }
}

async function entryIfThere(path: string): Promise<FileEntry | undefined> {
  const kind = kindOf(path);
  return kind && entryOf(path, kind).catch(() => undefined);
}
