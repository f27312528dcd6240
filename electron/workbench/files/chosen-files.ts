import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { FileEntry } from '../../contract/app-contract.ts';
import { entryOf } from './entry.ts';
import { kindOf } from './names.ts';
import { replaceFile } from './replace-file.ts';

/** Files remembered, the oldest choice forgotten first. */
const MOST_FILES = 20;

const listSchema = z.array(z.string().max(4096)).max(MOST_FILES);

type Follower = (files: FileEntry[]) => void;

/** Files outside the workbench folder that a person chose on the desktop, newest first: a window may name these as well. */
export class ChosenFiles {
  readonly #file: string;
  #paths: Promise<readonly string[]>;
  readonly #followers = new Set<Follower>();

  /** @param file where the list is kept; one that is missing or damaged is an empty list. */
  constructor(file: string) {
    this.#file = file;
    this.#paths = read(file);
  }

  /** Remembers a file; a list that cannot be kept is only forgotten at the end. @param path without links. */
  add(path: string): Promise<void> {
    return this.#change((known) => [path, ...known.filter((other) => other !== path)].slice(0, MOST_FILES));
  }

  /** Forgets them all. */
  clear(): Promise<void> {
    return this.#change(() => []);
  }

  /** Tells `follower` of them now and whenever they change, until the function that is given back is called. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    void this.list().then(follower);
    return () => this.#followers.delete(follower);
  }

  /** @param path without links. */
  async has(path: string): Promise<boolean> {
    return (await this.#paths).includes(path);
  }

  /** Those that are still there. */
  async list(): Promise<FileEntry[]> {
    return (await Promise.all((await this.#paths).map(entryIfThere))).filter((entry) => entry !== undefined);
  }

  async #change(change: (known: readonly string[]) => readonly string[]): Promise<void> {
    this.#paths = this.#paths.then(async (known) => {
      const paths = change(known);
      await keep(this.#file, paths).catch(() => undefined);
      return paths;
    });
    const files = await this.list();
    for (const follower of this.#followers) follower(files);
  }
}

async function keep(file: string, paths: readonly string[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await replaceFile(file, `${JSON.stringify(paths, null, 2)}\n`);
}

async function read(file: string): Promise<readonly string[]> {
  try {
    return listSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [];
  }
}

async function entryIfThere(path: string): Promise<FileEntry | undefined> {
  const kind = kindOf(path);
  return kind && entryOf(path, kind).catch(() => undefined);
}
