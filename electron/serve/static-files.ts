import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * The files of one folder by URL path, `/` being `index.html`. They are listed once: a path that is not on the list does not
 * exist, so no spelling of `..` and no link leads out of the folder.
 */
export class StaticFiles {
  readonly #files: ReadonlyMap<string, string>;

  /** @throws when `root` is not a readable folder. */
  constructor(root: string) {
    this.#files = new Map(filesBelow(root).map((path) => [urlPath(root, path), path]));
  }

  async read(pathname: string): Promise<StaticFile | undefined> {
    const path = this.#files.get(pathname === '/' ? '/index.html' : pathname);
    if (!path) return undefined;
    return { type: TYPES[extname(path)] ?? 'application/octet-stream', body: await readFile(path) };
  }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });

const urlPath = (root: string, path: string): string => `/${relative(root, path).split(sep).join('/')}`;
