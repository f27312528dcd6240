import { mkdir, readdir, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { MAX_FRAME_BYTES } from '../../../native-bridge/contract/limits.ts';
import type { FileEntry } from '../../contract/app-contract.ts';
import { FILE_KINDS, type FileKind, kindOf, safeName, stampedName } from './names.ts';

/** Largest file a window may import, bytes: it comes in one message. */
const MAX_IMPORT_BYTES = MAX_FRAME_BYTES;

/** Tries for a name that is not taken. */
const MAX_TRIES = 1000;

/** The files a window may see and name: those of the workbench folder and those that ship with the product. */
export class WorkbenchFolder {
  readonly path: string;
  readonly #assets: string;

  constructor(path: string, assets: string) {
    this.path = resolve(path);
    this.#assets = assets;
  }

  /** Every recording, capture and program, newest first; shipped ones last. */
  async list(): Promise<FileEntry[]> {
    const roots = await Promise.all([this.path, this.#assets].map((root) => listRoot(root)));
    return roots.flatMap((entries) => entries.sort((a, b) => Number(b.modified - a.modified)));
  }

  /** Absolute path of a file inside the workbench folder or the shipped assets. Throws `no-such-file`, links out of them included. */
  async confine(path: string): Promise<string> {
    const wanted = isAbsolute(path) ? path : join(this.path, path);
    const real = await realpath(wanted).catch(() => undefined);
    const roots = await Promise.all([this.path, this.#assets].map((root) => realpath(root).catch(() => root)));
    if (real && roots.some((root) => real.startsWith(root + sep))) return real;
    throw noSuchFile(path);
  }

  /** A path for a new recording or capture of `address`: `YYYYMMDD-HHMMSS-<target>`, numbered when that second has one already. */
  async newPath(kind: FileKind, address: string, at = new Date()): Promise<string> {
    return this.#free(kind, stampedName(address, at));
  }

  /** Keeps a file from outside under a name of its own. Throws `bad-request` for a name or size that is not taken. */
  async import(name: string, data: Uint8Array): Promise<FileEntry> {
    const safe = safeName(name);
    const kind = kindOf(safe);
    if (!kind)
      throw badRequest(`${safe} is neither a recording (.mcap), a capture (.json) nor a program (.zpci.json).`);
    if (data.length > MAX_IMPORT_BYTES)
      throw badRequest(`${safe} has ${data.length} bytes; at most ${MAX_IMPORT_BYTES} are taken.`);
    const path = await this.#free(kind, safe.slice(0, -FILE_KINDS[kind].ending.length));
    await writeFile(path, data, { flag: 'wx' });
    return entryOf(path, kind);
  }

  /** Writes a program under its name, replacing an earlier one at once. Gives its path. */
  async saveProgram(name: string, text: string): Promise<string> {
    const { folder, ending } = FILE_KINDS.program;
    await mkdir(join(this.path, folder), { recursive: true });
    const path = join(this.path, folder, `${safeName(name.replace(/(\.zpci)?\.json$/, ''))}${ending}`);
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
    return path;
  }

  async #free(kind: FileKind, base: string): Promise<string> {
    const { folder, ending } = FILE_KINDS[kind];
    await mkdir(join(this.path, folder), { recursive: true });
    for (let number = 1; number <= MAX_TRIES; number++) {
      const path = join(this.path, folder, `${base}${number === 1 ? '' : `-${number}`}${ending}`);
      if (!(await exists(path))) return path;
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

async function entryOf(path: string, kind: FileKind): Promise<FileEntry> {
  const { size, mtimeNs } = await stat(path, { bigint: true });
  return { name: path.slice(path.lastIndexOf(sep) + 1), path, kind, size: Number(size), modified: mtimeNs };
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

const badRequest = (message: string) =>
  new WorkbenchError({ code: 'bad-request', message, next: 'Choose another file.' });

const noSuchFile = (path: string) =>
  new WorkbenchError({
    code: 'no-such-file',
    message: `There is no file ${path} in the workbench folder.`,
    next: 'Import it first.',
  });
