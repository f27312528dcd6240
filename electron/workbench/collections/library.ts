import { mkdir } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Environment, ProgramFile } from '../../contract/app/collections.ts';
import type { Vars } from '../../contract/programs/variables.ts';
import type { WorkbenchFolder } from '../files/folder.ts';
import { FILE_KINDS } from '../files/names.ts';
import { Collection } from './collection.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { listEnvironments, writeEnvironment } from './environments.ts';
import { changedOnDisk, type FileText, readFileText, versionOf } from './file-text.ts';
import { FolderWatch } from './folder-watch.ts';

interface Listed {
  readonly files: ProgramFile[];
  readonly samples: { name: string; path: string }[];
  readonly environments: Environment[];
}

/** Everything about programs as files: the collection, samples, environments, and the draft that is being composed. */
export class Library {
  readonly collection: Collection;
  readonly drafts: DraftKeeper;
  readonly #folder: WorkbenchFolder;
  readonly #environments: string;
  readonly #watch: FolderWatch;
  #watching: Promise<void> | undefined;

  /** @param changed called when programs or environments change on the disk, by whomever. */
  constructor(folder: WorkbenchFolder, changed: () => void) {
    this.#folder = folder;
    this.collection = new Collection(join(folder.path, FILE_KINDS.program.folder), join(folder.path, 'trash'));
    this.drafts = new DraftKeeper(join(folder.path, 'drafts', 'composer.json'));
    this.#environments = join(folder.path, 'environments');
    this.#watch = new FolderWatch([this.collection.root, this.#environments], changed);
  }

  /** What there is. From the first time on, changes of it are told. */
  async list(): Promise<Listed> {
    this.#watching ??= this.#startWatching();
    await this.#watching;
    const [files, environments, all] = await Promise.all([
      this.collection.list(),
      listEnvironments(this.#environments),
      this.#folder.list(),
    ]);
    const shipped = all.filter(({ kind, path }) => kind === 'program' && !path.startsWith(this.collection.root + sep));
    return { files, environments, samples: shipped.map(({ name, path }) => ({ name, path })) };
  }

  /** Reads a program of the collection, or a shipped or chosen one by its absolute path. */
  async read(path: string): Promise<FileText & { path: string }> {
    const inside = this.#inside(path);
    if (inside !== undefined) return { path: inside, ...(await this.collection.read(inside)) };
    return { path, ...(await readFileText(await this.#folder.confine(path))) };
  }

  /** Writes a program into the collection, or where a person chose to save. Throws as `Collection.write`, and `not-chosen`. */
  async write(path: string, text: string, version?: string): Promise<{ path: string; version: string }> {
    const inside = this.#inside(path);
    if (inside !== undefined) return { path: inside, version: await this.collection.write(inside, text, version) };
    if (version !== undefined && (await readFileText(path)).version !== version) throw changedOnDisk(path);
    return { path: await this.#folder.saveChosen(path, text), version: versionOf(text) };
  }

  writeEnvironment(name: string, vars: Vars): Promise<void> {
    return writeEnvironment(this.#environments, name, vars);
  }

  close(): void {
    this.#watch.close();
  }

  /** The path in the collection; undefined for an absolute one that is elsewhere. */
  #inside(path: string): string | undefined {
    if (!isAbsolute(path)) return path;
    const inside = relative(this.collection.root, path);
    return inside.startsWith('..') || isAbsolute(inside) ? undefined : inside.split(sep).join('/');
  }

  async #startWatching(): Promise<void> {
    const folders = [this.collection.root, this.#environments];
    await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true }).catch(() => undefined)));
    await this.#watch.start();
  }
}
