import { mkdir, readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { FileEntry } from '../../contract/app-contract.ts';
import { ChosenFiles } from './chosen-files.ts';
import { entryOf } from './entry.ts';
import { IncomingFile } from './incoming-file.ts';
import { FILE_KINDS, type FileKind, kindOf, noFileOfOurs, safeName, stampedName } from './names.ts';
import { replaceFile } from './replace-file.ts';
import { finishedName, removeAbandoned } from './unfinished.ts';

/** Where recordings are exported to. */
const EXPORTS = 'exports';

/** Where files are written that are replaced whole. */
const REPLACED = ['.', 'drafts', 'environments'];

/** Tries for a name that is not taken. */
const MAX_TRIES = 1000;

/** The files a window may see and name: those of the workbench folder, those that ship with the product, those chosen on a desktop. */
export class WorkbenchFolder {
  readonly path: string;
  /** Chosen elsewhere on this machine. */
  readonly chosen: ChosenFiles;
  readonly #assets: string;
  readonly #destinations = new Set<string>();

  constructor(path: string, assets: string) {
    this.path = resolve(path);
    this.#assets = assets;
    this.chosen = new ChosenFiles(join(this.path, 'recent.json'));
  }

  /** Removes what an earlier run that was killed had not finished writing. */
  async tidy(): Promise<void> {
    const folders = [...Object.values(FILE_KINDS).map(({ folder }) => folder), EXPORTS, ...REPLACED];
    await Promise.all(folders.map((folder) => removeAbandoned(join(this.path, folder))));
  }

  /** Every recording, capture and program, newest first; shipped ones last. */
  async list(): Promise<FileEntry[]> {
    const roots = await Promise.all([this.path, this.#assets].map((root) => listRoot(root)));
    return roots.flatMap((entries) => entries.sort((a, b) => Number(b.modified - a.modified)));
  }

  /** The folder of exports. */
  get exports(): string {
    return join(this.path, EXPORTS);
  }

  /** Absolute path of a file inside the workbench folder or the shipped assets, or chosen on the desktop. Throws `no-such-file`, links out of them included. */
  async confine(path: string): Promise<string> {
    const wanted = isAbsolute(path) ? path : join(this.path, path);
    const real = await realpath(wanted).catch(() => undefined);
    if (real && ((await this.#holds(real)) || (await this.chosen.has(real)))) return real;
    throw noSuchFile(path);
  }

  /** Lets windows open a file that a person chose on the desktop. Throws `no-such-file`, or `bad-request` for a kind that is none of ours. */
  async choose(path: string): Promise<FileEntry> {
    const real = await realpath(path).catch(() => path);
    const kind = kindOf(real);
    if (!kind) throw noFileOfOurs(path);
    const entry = await entryOf(real, kind);
    if (!(await this.#holds(real))) await this.chosen.add(real);
    return entry;
  }

  /** A path for a new recording or capture of `address`: `YYYYMMDD-HHMMSS-<target>`, numbered when that second has one already. */
  async newPath(kind: FileKind, address: string, at = new Date()): Promise<string> {
    return this.#free(kind, stampedName(address, at));
  }

  /** A place for a file from outside, under a name of its own. Throws `bad-request` for a name that is not taken, `write-failed`. */
  async receive(name: string, size: number): Promise<IncomingFile> {
    const safe = safeName(name);
    const kind = kindOf(safe);
    if (!kind) throw noFileOfOurs(safe);
    return IncomingFile.create(await this.#free(kind, safe.slice(0, -FILE_KINDS[kind].ending.length)), size);
  }

  /** Path of a program in the folder, by its name. */
  async programPath(name: string): Promise<string> {
    const { folder, ending } = FILE_KINDS.program;
    await mkdir(join(this.path, folder), { recursive: true });
    return join(this.path, folder, `${safeName(name.replace(/(\.zpci)?\.json$/, ''))}${ending}`);
  }

  /** Lets windows write the file at `path` until the workbench ends: a person chose it in a save dialog. */
  allowSaving(path: string): void {
    this.#destinations.add(path);
  }

  /** Throws `not-chosen` for a path that no person chose to save to. */
  refuseUnchosen(path: string): void {
    if (!this.#destinations.has(path)) throw notChosen(path);
  }

  /** Writes a file where a person chose, replacing an earlier one at once. Throws `not-chosen` for any other path. */
  async saveChosen(path: string, text: string): Promise<string> {
    this.refuseUnchosen(path);
    await replaceFile(path, text);
    await this.choose(path);
    return path;
  }

  async #holds(real: string): Promise<boolean> {
    const roots = await Promise.all([this.path, this.#assets].map((root) => realpath(root).catch(() => root)));
    return roots.some((root) => real.startsWith(root + sep));
  }

  async #free(kind: FileKind, base: string): Promise<string> {
    const { ending } = FILE_KINDS[kind];
    const folder = join(this.path, FILE_KINDS[kind].folder);
    await mkdir(folder, { recursive: true });
    const taken = new Set((await readdir(folder)).map(finishedName));
    for (let number = 1; number <= MAX_TRIES; number++) {
      const name = `${base}${number === 1 ? '' : `-${number}`}${ending}`;
      if (!taken.has(name)) return join(folder, name);
    }
    throw badRequest(`There are ${MAX_TRIES} files named ${base} already.`);
  }
}

async function listRoot(root: string): Promise<FileEntry[]> {
  const kinds = Object.keys(FILE_KINDS) as FileKind[];
  return (await Promise.all(kinds.map((kind) => listFolder(join(root, FILE_KINDS[kind].folder), kind)))).flat();
}

async function listFolder(folder: string, kind: FileKind): Promise<FileEntry[]> {
  const names = await readdir(folder).catch(() => []);
  const entries = names
    .filter((name) => kindOf(name) === kind)
    .map((name) => entryOf(join(folder, name), kind).catch(() => undefined));
  return (await Promise.all(entries)).filter((entry) => entry !== undefined);
}

const notChosen = (path: string) =>
  new WorkbenchError({
    code: 'not-chosen',
    message: `Nobody chose to save to ${path}.`,
    next: 'Choose where to save.',
  });

const badRequest = (message: string) =>
  new WorkbenchError({ code: 'bad-request', message, next: 'Choose another file.' });

const noSuchFile = (path: string) =>
  new WorkbenchError({
    code: 'no-such-file',
    message: `There is no file ${path} in the workbench folder.`,
    next: 'Import it first.',
  });
