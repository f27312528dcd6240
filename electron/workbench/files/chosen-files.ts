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

/** Files outside the workbench folder that a person chose on the desktop, newest first: a window may name these as well. */
export class ChosenFiles {
  readonly #file: string;
  #paths: Promise<readonly string[]>;

  /** @param file where the list is kept; one that is missing or damaged is an empty list. */
  constructor(file: string) {
    this.#file = file;
    this.#paths = read(file);
  }

  /** Remembers a file; a list that cannot be kept is only forgotten at the end. @param path without links. */
  async add(path: string): Promise<void> {
    this.#paths = this.#paths.then(async (known) => {
      const paths = [path, ...known.filter((other) => other !== path)].slice(0, MOST_FILES);
      await keep(this.#file, paths).catch(() => undefined);
      return paths;
    });
    await this.#paths;
  }

  /** @param path without links. */
  async has(path: string): Promise<boolean> {
    return (await this.#paths).includes(path);
  }

  /** Those that are still there. */
  async list(): Promise<FileEntry[]> {
    return (await Promise.all((await this.#paths).map(entryIfThere))).filter((entry) => entry !== undefined);
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
