import { constants } from 'node:fs';
import { cp, lstat, mkdir, readdir, realpath, rename } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { ProgramFile } from '../../contract/app/collections.ts';
import { replaceFile } from '../files/replace-file.ts';
import { changedOnDisk, type FileText, readFileText, versionOf } from './file-text.ts';
import { namesOf, numbered, PROGRAM_ENDING, programPath } from './path-names.ts';

/** Files and folders that are listed. */
const MOST_FILES = 10_000;
const MAX_DEPTH = 15;
const MOST_COPIES = 1000;

/**
 * Program files in folders under one root, as a person keeps them under git. Paths are relative, with `/` between; one that leaves the
 * root, by a name or by a link, is refused with `bad-path`. Nothing is overwritten unseen and nothing is deleted: it goes to the trash.
 */
export class Collection {
  readonly root: string;
  readonly #trash: string;
  #lastTrashed = 0;

  constructor(root: string, trash: string) {
    this.root = root;
    this.#trash = trash;
  }

  /** Folders and programs, each folder before what is in it, by name. Links and hidden files are left out. */
  async list(): Promise<ProgramFile[]> {
    const found: ProgramFile[] = [];
    await this.#collect('', 0, found);
    return found;
  }

  /** Throws `no-such-file`, `bad-path`. */
  async read(path: string): Promise<FileText> {
    return readFileText(await this.#place(programPath(path)));
  }

  /** Writes a program in place of the version that was read; without `version` there must be none. Throws `changed-on-disk`, `exists`, `bad-path`. */
  async write(path: string, text: string, version?: string): Promise<string> {
    const place = await this.#place(programPath(path), true);
    const there = (await isThere(place)) ? await readFileText(place) : undefined;
    if (there && version === undefined) throw exists(path);
    if (there && there.version !== version) throw changedOnDisk(path);
    if (there?.text !== text) await replaceFile(place, text);
    return versionOf(text);
  }

  async makeFolder(path: string): Promise<void> {
    const place = await this.#place(namesOf(path), true);
    if (await isThere(place)) throw exists(path);
    await mkdir(place);
  }

  async move(from: string, to: string): Promise<void> {
    const names = from.endsWith(PROGRAM_ENDING) ? programPath(to) : namesOf(to);
    const place = await this.#existing(from);
    if (`${to}/`.startsWith(`${from}/`)) throw badPath(`${from} cannot be moved into itself.`);
    const target = await this.#place(names, true);
    if ((await isThere(target)) && !(await isSame(place, target))) throw exists(to);
    await rename(place, target);
  }

  /** Copies a file or folder beside itself; gives the path of the copy. */
  async copy(path: string): Promise<string> {
    const place = await this.#existing(path);
    for (let number = 2; number <= MOST_COPIES; number++) {
      const target = join(this.root, ...namesOf(numbered(path, number)));
      if (await isThere(target)) continue;
      await cp(place, target, { recursive: true, errorOnExist: true, force: false, mode: constants.COPYFILE_EXCL });
      return numbered(path, number);
    }
    throw exists(numbered(path, MOST_COPIES));
  }

  /** Moves a file or folder to the trash; gives what brings it back. */
  async remove(path: string): Promise<string> {
    const place = await this.#existing(path);
    this.#lastTrashed = Math.max(Date.now(), this.#lastTrashed + 1);
    const trashed = `${this.#lastTrashed}-${path.split('/').at(-1)}`;
    await mkdir(this.#trash, { recursive: true });
    await rename(place, join(this.#trash, trashed));
    return trashed;
  }

  /** Brings back what was removed. Throws `exists` when its place is taken by now. */
  async restore(path: string, trashed: string): Promise<void> {
    const [name, ...more] = namesOf(trashed);
    if (more.length > 0) throw badPath(`${trashed} is not in the trash.`);
    const from = join(this.#trash, name!);
    if (!(await isThere(from))) throw noSuchFile(trashed);
    const target = await this.#place(namesOf(path), true);
    if (await isThere(target)) throw exists(path);
    await rename(from, target);
  }

  async #existing(path: string): Promise<string> {
    const place = await this.#place(namesOf(path));
    if (!(await isThere(place))) throw noSuchFile(path);
    return place;
  }

  /** Where names lead, once it is sure that no link leads out of the root. @param make makes the folders on the way. */
  async #place(names: readonly string[], make = false): Promise<string> {
    const place = join(this.root, ...names);
    if (make) await this.#makeWay(names);
    const [root, way] = await Promise.all(
      [this.root, dirname(place)].map((path) => realpath(path).catch(() => undefined)),
    );
    if (!root || !way) throw noSuchFile(names.join('/'));
    const isInside = way === root || way.startsWith(root + sep);
    const found = await lstat(place).catch(() => undefined);
    if (!isInside || found?.isSymbolicLink()) throw badPath(`${names.join('/')} leads out of the programs folder.`);
    return place;
  }

  async #makeWay(names: readonly string[]): Promise<void> {
    await mkdir(this.root, { recursive: true });
    for (let count = 1; count < names.length; count++) {
      const folder = await this.#place(names.slice(0, count));
      await mkdir(folder).catch((thrown) => {
        if (thrown.code !== 'EEXIST') throw thrown;
      });
    }
  }

  async #collect(folder: string, depth: number, found: ProgramFile[]): Promise<void> {
    const entries = await readdir(join(this.root, folder), { withFileTypes: true }).catch(() => []);
    const shown = entries.filter(({ name }) => !name.startsWith('.')).sort(byKindAndName);
    for (const entry of shown) {
      if (found.length >= MOST_FILES) return;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile() && entry.name.endsWith(PROGRAM_ENDING)) found.push({ path, kind: 'program' });
      if (!entry.isDirectory() || depth >= MAX_DEPTH) continue;
      found.push({ path, kind: 'folder' });
      await this.#collect(path, depth + 1, found);
    }
  }
}

interface Named {
  readonly name: string;
  isDirectory(): boolean;
}

const byKindAndName = (a: Named, b: Named) =>
  Number(b.isDirectory()) - Number(a.isDirectory()) || a.name.localeCompare(b.name, 'en', { numeric: true });

const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** On file systems that do not tell cases apart, a file may be renamed to itself in other letters. */
async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([lstat(a, { bigint: true }), lstat(b, { bigint: true })]);
  return one.ino === other.ino && one.dev === other.dev;
}

const badPath = (message: string) =>
  new WorkbenchError({ code: 'bad-path', message, next: 'Choose a place inside the programs folder.' });

const exists = (path: string) =>
  new WorkbenchError({ code: 'exists', message: `There is already a ${path}.`, next: 'Choose another name.' });

const noSuchFile = (path: string) =>
  new WorkbenchError({
    code: 'no-such-file',
    message: `There is no ${path} any more.`,
    next: 'Look at the list again.',
  });
